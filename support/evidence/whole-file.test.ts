import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { makeFolder, writeWhole } from './whole-file';

describe('a file that is written whole', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'whole-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('takes the place of what was there', () => {
    const file = path.join(folder, 'a.txt');
    for (const text of ['one', 'two']) writeWhole(file, text);
    expect(fs.readFileSync(file, 'utf8')).to.equal('two');
    expect(fs.readdirSync(folder)).to.deep.equal(['a.txt']);
  });

  it('leaves nothing of itself where it cannot be written', () => {
    const file = path.join(folder, 'taken');
    fs.mkdirSync(path.join(file, 'full'), { recursive: true });
    expect(() => writeWhole(file, 'one')).to.throw();
    expect(fs.readdirSync(folder)).to.deep.equal(['taken']);
  });

  it('stands in a folder that is made with all above it', () => {
    const deep = path.join(folder, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    expect(fs.statSync(deep).isDirectory()).to.equal(true);
  });

  it('is refused a folder that no system makes', () => {
    if (!fs.existsSync('/proc/self')) return;
    expect(() => makeFolder('/proc/nope/reports')).to.throw(/ENOENT/);
  });
});
