import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { performance } from 'node:perf_hooks';
import { expect } from 'chai';
import { afterThisTest } from './test-support';

const onPosix = process.platform === 'win32' ? it.skip : it; // Windows has no signals to send

describe('the process', function () {
  this.timeout(60_000);

  interface Run {
    readonly child: ChildProcess;
    readonly output: { stdout: string; stderr: string };
    /** Exit code, or the signal that ended it. */
    readonly ended: Promise<number | string>;
  }

  function run(settings: NodeJS.ProcessEnv = {}): Run {
    const quick = { PORT: '0', HOST: '127.0.0.1', ENDPOINT_DELAY_MS: '0-0' };
    const child = spawn(process.execPath, ['-r', 'ts-node/register', 'server/main.ts'], {
      env: { ...process.env, ...quick, ...settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    afterThisTest(() => child.kill('SIGKILL'));
    const output = { stdout: '', stderr: '' };
    child.stdout!.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    // Not 'close', which does not come when the channel was closed from this side.
    const ended = Promise.all([
      once(child, 'exit'),
      once(child.stdout!, 'end'),
      once(child.stderr!, 'end'),
    ]).then(([[code, signal]]) => (code ?? signal) as number | string);
    return { child, output, ended };
  }

  async function listening({ child }: Run): Promise<{ url: string; port: number }> {
    const [message] = (await once(child, 'message')) as [
      { listening: { url: string; port: number } },
    ];
    return message.listening;
  }

  it('refuses a bad setting with one line', async () => {
    const { output, ended } = run({ ENDPOINT_DELAY_MS: 'fast' });
    expect(await ended).to.equal(1);
    expect(output.stderr).to.equal(
      'ENDPOINT_DELAY_MS: "fast" is not a range of milliseconds such as 100-1000\n',
    );
    expect(output.stdout).to.equal('');
  });

  it('says in one line why it cannot listen', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    afterThisTest(() => taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as net.AddressInfo;
    const { output, ended } = run({ PORT: String(port) });
    expect(await ended).to.equal(1);
    expect(output.stderr).to.equal(`Cannot listen on 127.0.0.1:${port}: the port is in use\n`);
  });

  it('tells who started it where it listens, and stops when that process is gone', async () => {
    const platform = run();
    const { url, port } = await listening(platform);
    expect(url).to.equal(`http://127.0.0.1:${port}`);
    expect((await fetch(`${url}/health`)).status).to.equal(200);
    platform.child.disconnect();
    expect(await platform.ended).to.equal(0);
    for (const line of platform.output.stdout.trim().split('\n')) {
      expect(JSON.parse(line)).to.include.keys('level', 'time', 'msg');
    }
    expect(platform.output.stderr).to.equal('');
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    onPosix(`finishes what is in flight at ${signal}, and ends well`, async () => {
      const platform = run({ ENDPOINT_DELAY_MS: '700-700' });
      const { url } = await listening(platform);
      const answer = fetch(`${url}/orders`);
      await untilConnected(url);
      platform.child.kill(signal);
      const response = await answer;
      expect(response.status).to.equal(200);
      expect(response.headers.get('connection')).to.equal('close');
      expect(await platform.ended).to.equal(0);
    });
  }

  onPosix('ends well within 5 s though a client hangs', async () => {
    const platform = run();
    const { url, port } = await listening(platform);
    const hanging = net.connect(port, '127.0.0.1').on('error', () => {});
    afterThisTest(() => hanging.destroy());
    hanging.write(
      'POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    await untilConnected(url);
    const asked = performance.now();
    platform.child.kill('SIGTERM');
    expect(await platform.ended).to.equal(0);
    expect(performance.now() - asked).to.be.below(5000);
  });

  onPosix('ends at once when asked twice', async () => {
    const platform = run({ ENDPOINT_DELAY_MS: '60000-60000' });
    const { url } = await listening(platform);
    const answer = fetch(`${url}/orders`).catch((error: Error) => error);
    await untilConnected(url);
    platform.child.kill('SIGTERM');
    while (!platform.output.stdout.includes('stopping')) {
      await once(platform.child.stdout!, 'data');
    }
    platform.child.kill('SIGTERM');
    expect(await platform.ended).to.equal(1);
    expect(await answer).to.be.instanceOf(Error);
  });

  /** What was sent before has arrived when a later request is answered. */
  async function untilConnected(url: string) {
    expect((await fetch(`${url}/health`)).status).to.equal(200);
  }
});
