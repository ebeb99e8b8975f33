import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';

/** Runs Cucumber itself with the plugin in a folder of its own, since the plugin ends the process. */
describe('the start of a run', function () {
  this.timeout(60_000);
  let folder: string;
  const lost = {
    'exit-0': 'its process exits with 0',
    'exit-1': 'its process exits with 1',
    killed: 'its process is killed',
  };

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'run-'));
    const plugin = JSON.stringify(path.resolve('support/run/plugin.ts'));
    const lint = JSON.stringify(path.resolve('tools/feature-lint/plugin.ts'));
    const runInfo = JSON.stringify(path.resolve('support/run/run-info.ts'));
    const request = `{ paths: process.argv.slice(2).filter((a) => a.startsWith('features')),
      names: [], tags: '', order: 'defined', parallel: 0, reports: 'out',
      strictFlaky: process.argv.includes('strict'), info: new (require(${runInfo}).RunInfo)() }`;
    write('plugin.js', `module.exports = require(${plugin});`);
    const verdict = JSON.stringify(path.resolve('tools/run-model/verdict-plugin.ts'));
    write('verdict.js', `module.exports = require(${verdict});`);
    write('lint.js', `module.exports = require(${lint});`);
    write(
      'cucumber.js',
      `const one = { plugin: ['./plugin.js', './verdict.js', './lint.js'], pluginOptions: { run: ${request} },
        format: ['message'] }; // Cucumber's own stumble over what never ended
      module.exports = { default: one, strict: { ...one, require: ['steps.js'] }, lax: { ...one, require: ['steps.js'] } };`,
    );
    const cucumber = JSON.stringify(require.resolve('@cucumber/cucumber'));
    write(
      'steps.js',
      `let tries = 0;
      const { Then } = require(${cucumber});
      Then('it passes later', () => { if (tries++ === 0) throw 'not yet'; });
      Then('its process exits with {int}', (code) => process.exit(code));
      Then('its process is killed', () => process.kill(process.pid, 'SIGKILL'));
      Then('it is well', () => {});`,
    );
    write('features/flaky.feature', 'Feature: flaky\n  Example: e\n    Then it passes later\n');
    for (const [name, step] of Object.entries(lost))
      write(
        `features/${name}.feature`,
        `Feature: lost\n  Example: e\n    Then it is well\n  Example: f\n    Then ${step}\n`,
      );
    write('features/one.feature', 'Feature: one\n  Example: e\n    Given a\n');
    write('own/own.feature', '@own-platform\nFeature: own\n  Example: e\n    Given a\n');
    write('heavy/heavy.feature', '@heavy\nFeature: heavy\n  Example: e\n    Given a\n');
    write('more/bad.feature', 'Feature: bad\n  Example: e\n    Given a\n    nonsense\n');
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, text: string) => {
    const target = path.join(folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  const run = (args: string[], env: NodeJS.ProcessEnv = { BASE_URL: 'http://127.0.0.1:9' }) => {
    const cli = require
      .resolve('@cucumber/cucumber/package.json')
      .replace('package.json', 'bin/cucumber.js');
    const result = spawnSync(
      process.execPath,
      ['--require', require.resolve('ts-node/register'), cli, ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          ...process.env,
          TS_NODE_PROJECT: path.resolve('tsconfig.json'),
          PLATFORM_WAIT_S: '0.1',
          ...env,
        },
      },
    );
    expect(result.stderr, 'no stack').not.to.match(/^\s+at /m);
    return result;
  };

  it('fails and says so when no scenario is selected', () => {
    const { status, stderr } = run(['--tags', '@nothing']);
    expect(stderr).to.include('No scenario was selected.');
    expect(status).to.equal(1);
  });

  it('fails and says so when no file fits a pattern', () => {
    const { status, stderr } = run(['features/x*.feature']);
    expect(stderr).to.include('No scenario was selected.').and.include('features/x*.feature');
    expect(status).to.equal(1);
  });

  it('names a path that does not exist', () => {
    const { status, stderr } = run(['features/two.feature:3']);
    expect(stderr).to.include('No such file or folder:\n  features/two.feature');
    expect(status).to.equal(1);
  });

  it('says last, in plain words, what is wrong with a feature that cannot be read', () => {
    const { status, stderr } = run(['more/bad.feature', '--tags', '@nothing']);
    expect(stderr).to.not.include('No scenario');
    expect(stderr.trimEnd().split('\n').at(-1)).to.match(
      /^more\/bad\.feature:4 {2}"nonsense" begins with no keyword/,
    );
    expect(status).to.equal(1);
  });

  it('leaves out what starts a platform itself when BASE_URL names another', () => {
    const { status, stderr } = run(['own/own.feature']);
    expect(stderr).to.include('(@own-platform)').and.include('Unset BASE_URL');
    expect(status).to.equal(1);
  });

  it('leaves out what is heavy unless somebody asks for it', () => {
    const { status, stderr } = run(['heavy']);
    expect(stderr).to.include('@heavy').and.include('--tags "@heavy"');
    expect(status).to.equal(1);
  });

  it('names BASE_URL when it is no address', () => {
    const { status, stderr } = run([], { BASE_URL: 'localhost:3000' });
    expect(stderr.trim().split('\n')).to.have.length(1);
    expect(stderr).to.include('BASE_URL: "localhost:3000"');
    expect(status).to.equal(1);
  });

  it('says which platform never became healthy, why, and what to do', () => {
    const { status, stderr } = run([]);
    expect(stderr)
      .to.include('http://127.0.0.1:9/health')
      .and.match(/last: .*(ECONNREFUSED|bad port)/)
      .and.include('npm start');
    expect(status).to.equal(1);
  });

  describe('that has a platform', () => {
    let platform: ChildProcess;
    let env: NodeJS.ProcessEnv;
    before(async () => {
      const code = `http.createServer((_, answer) => answer.end('{"status":"ok"}'))
        .listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
      platform = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [port] = (await once(platform.stdout!, 'data')) as [Buffer];
      env = { BASE_URL: `http://127.0.0.1:${String(port).trim()}` };
    });
    after(() => platform.kill());

    it('fails by what passed only when tried again, where that is asked for', () => {
      const ask = (profile: string) =>
        run(['features/flaky.feature', '--retry', '1', '--profile', profile], env).status;
      expect(ask('lax')).to.equal(0);
      expect(ask('strict')).to.equal(1);
    });

    for (const name of Object.keys(lost))
      for (const parallel of ['0', '1', '2'])
        it(`fails by a scenario that did not end: ${name}, with ${parallel} workers`, () => {
          const args = [`features/${name}.feature`, '--profile', 'lax', '--parallel', parallel];
          const { status, signal } = run(args, env);
          expect(status ?? signal).to.be.oneOf(parallel === '0' ? [1, 'SIGKILL'] : [1]);
        });
  });
});
