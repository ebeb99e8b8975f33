import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';

interface Compiler {
  compile: (root: string) => boolean;
  CompileError: new () => Error;
}

describe('compile', function () {
  this.timeout(60_000);
  let root: string;
  let compiler: Compiler;

  before(async () => {
    compiler = (await import(path.resolve('support/run/compile.cjs'))) as Compiler;
  });
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'compile-'));
    fs.symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'), 'junction');
    const compilerOptions = {
      rootDir: '.',
      outDir: '.build',
      module: 'node20',
      types: [],
      sourceMap: true,
      lib: ['es5'], // enough for what stands below, and quicker than all
    };
    write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['support'] }));
    write('package.json', '{}');
    write('support/a.ts', 'export const a: number = 1;\n');
    write('support/deep/b.ts', 'export const b = 2;\n');
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const at = (file: string) => path.join(root, file);
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(at(file)), { recursive: true });
    fs.writeFileSync(at(file), text);
  };
  const built = () =>
    fs
      .readdirSync(at('.build'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();

  it('makes .build, and leaves it alone while nothing changes', () => {
    expect(compiler.compile(root)).to.equal(true);
    expect(built()).to.deep.equal(['support/a.js', 'support/deep/b.js']);
    expect(compiler.compile(root)).to.equal(false);
  });

  it('leads from a compiled file to its source', () => {
    compiler.compile(root);
    const map = JSON.parse(fs.readFileSync(at('.build/support/deep/b.js.map'), 'utf8')) as {
      sources: string[];
    };
    expect(map.sources).to.deep.equal(['../../../support/deep/b.ts']);
  });

  it('goes by content: a change counts that leaves size and time as they were', () => {
    compiler.compile(root);
    const { atime, mtime } = fs.statSync(at('support/a.ts'));
    write('support/a.ts', 'export const a: number = 7;\n');
    fs.utimesSync(at('support/a.ts'), atime, mtime);
    expect(compiler.compile(root)).to.equal(true);
    expect(fs.readFileSync(at('.build/support/a.js'), 'utf8')).to.include('7');
  });

  it('forgets what is left of a deleted source', () => {
    compiler.compile(root);
    fs.rmSync(at('support/deep/b.ts'));
    compiler.compile(root);
    expect(built()).to.deep.equal(['support/a.js']);
  });

  it('makes good what was taken from .build or changed in it', () => {
    compiler.compile(root);
    fs.rmSync(at('.build/support/a.js'));
    expect(compiler.compile(root)).to.equal(true);
    write('.build/support/a.js', 'tampered');
    expect(compiler.compile(root)).to.equal(true);
    expect(fs.readFileSync(at('.build/support/a.js'), 'utf8')).not.to.include('tampered');
  });

  it('refuses code that is not TypeScript, names file and line, and keeps the old .build', () => {
    compiler.compile(root);
    write('support/a.ts', 'export const = 1;\n');
    expect(() => compiler.compile(root)).to.throw(compiler.CompileError, /support\/a\.ts\(1,14\)/);
    expect(built()).to.deep.equal(['support/a.js', 'support/deep/b.js']);
  });
});
