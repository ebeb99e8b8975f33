import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { environmentWith } from '../../support/run/settings/handed-over';
import { HostilePlatform } from './hostile-platform';
import { faultsOfFiles } from './judge';

const cucumber = path.join(path.dirname(require.resolve('@cucumber/cucumber/package.json')), 'bin', 'cucumber.js'); // prettier-ignore
const part = ['--tags', '@LIFE-1 and not @timing', '--parallel', '1'];

describe('what becomes of the reports of a run', function () {
  this.timeout(120_000);
  let folder: string;
  let platform: HostilePlatform;
  let baseUrl: string;

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'survival-'));
    platform = new HostilePlatform({ name: 'honest' });
    baseUrl = await platform.listen();
  });
  afterEach(async () => {
    await platform.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** @param disturb is done once the run has printed its first line */
  async function run(
    disturb: (child: ReturnType<typeof spawn>) => void,
    settings: NodeJS.ProcessEnv = {},
  ) {
    const child = spawn(process.execPath, [cucumber, ...part], {
      env: environmentWith({ BASE_URL: baseUrl, REPORTS_DIR: folder, NO_COLOR: '1', ...settings }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.stdout.once('data', () => disturb(child));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, errors };
  }

  const junit = () => fs.readFileSync(path.join(folder, 'junit.xml'), 'utf8');

  it('is that they are whole where nobody reads the output any more', async () => {
    const { code, errors } = await run((child) => child.stdout?.destroy());
    expect(errors).not.to.match(/EPIPE|^\s+at /m);
    expect(code).to.be.oneOf([0, 1]);
    expect(junit()).to.include('<testcase ');
    expect(fs.existsSync(path.join(folder, 'html', 'index.html'))).to.equal(true);
    expect(faultsOfFiles(folder)).to.deep.equal([]);
  });

  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const)
    it(`is that they say so where the run is ended by ${signal}`, async function () {
      if (process.platform === 'win32') this.skip(); // which ends a process without a word
      const { code, errors } = await run((child) => child.kill(signal));
      expect(errors).to.include(`Stopped by ${signal}`);
      expect(code).to.be.above(128);
      expect(junit()).to.include('<failure ');
      expect(faultsOfFiles(folder).filter((each) => !each.includes('.ndjson'))).to.deep.equal([]);
    });

  it('is that one which cannot be written is said in a line, and fails the run', async () => {
    // A folder that is not empty takes no file's place.
    const { code, errors } = await run(() => {
      fs.rmSync(path.join(folder, 'conformance.svg'), { force: true });
      fs.mkdirSync(path.join(folder, 'conformance.svg', 'full'), { recursive: true });
    });
    expect(errors).to.match(/conformance\.svg could not be written: /);
    expect(errors).not.to.include('conformance.json');
    expect(code).to.equal(1);
    expect(fs.existsSync(path.join(folder, 'conformance.json'))).to.equal(true);
    expect(junit()).to.include('<testcase ');
  });

  it('is that there is no run where they could never be written', async function () {
    if (!fs.existsSync('/proc/self')) this.skip();
    const { code, errors } = await run(() => undefined, { REPORTS_DIR: '/proc/nope' });
    expect(errors.trim()).to.match(
      /^REPORTS_DIR: nothing can be written in "\/proc\/nope": ENOENT.*$/,
    );
    expect(code).to.equal(1);
  });
});
