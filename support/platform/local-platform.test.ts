import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { LocalPlatform, PlatformStartError } from './local-platform';

describe('LocalPlatform', () => {
  let folder: string;
  let deaths: string[];
  let platform: LocalPlatform | undefined;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'platform-'));
    deaths = [];
  });
  afterEach(() => {
    platform?.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a stand-in for the platform with this code. */
  const start = (code: string) => {
    const entry = path.join(folder, 'main.js');
    fs.writeFileSync(entry, code);
    const logFile = path.join(folder, 'logs', 'platform.log');
    platform = new LocalPlatform({ entry, logFile, onDeath: (how) => deaths.push(how) });
    return platform;
  };
  const listens = `
    const { PORT, HOST } = process.env;
    process.send({ listening: { url: 'http://' + HOST + ':4' + PORT } });
    process.on('disconnect', () => console.log('told to stop'));
  `;
  const log = () => fs.readFileSync(path.join(folder, 'logs', 'platform.log'), 'utf8');

  it('gives the address, asks for a free port, and stops by closing the channel', async () => {
    const local = start(listens);
    expect(await local.listening(9_000)).to.equal('http://127.0.0.1:40');
    await local.stop();
    expect(log()).to.equal('told to stop\n');
    expect(deaths).to.deep.equal([]);
  });

  it('says what a platform printed that did not start', async () => {
    const local = start(`console.error('PORT: "x" is not a port'); process.exitCode = 3;`);
    const error: unknown = await local.listening(9_000).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(PlatformStartError);
    expect((error as Error).message)
      .to.include('did not start (exit code 3)')
      .and.include('PORT: "x" is not a port');
  });

  it('gives up on a platform that stays silent', async () => {
    const local = start('setInterval(() => {}, 1000)');
    const error: unknown = await local.listening(10).catch((thrown: unknown) => thrown);
    expect((error as Error).message).to.match(/did not listen within \d/);
  });

  it('notices that the platform ends during the run', async () => {
    const local = start(
      `${listens} process.once('SIGTERM', () => {}); setTimeout(() => process.exit(7), 1);`,
    );
    await local.listening(9_000);
    await new Promise<void>((resolve) => {
      const seen = setInterval(() => {
        if (deaths.length === 0) return;
        clearInterval(seen);
        resolve();
      }, 5);
    });
    expect(deaths).to.deep.equal(['exit code 7']);
  });
});
