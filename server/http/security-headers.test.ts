import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { afterThisTest, startPlatform } from '../test-support';

describe('the headers of every answer', () => {
  let url: string;
  beforeEach(async () => {
    const reports = await mkdtemp(path.join(tmpdir(), 'reports-'));
    afterThisTest(() => rm(reports, { recursive: true }));
    await writeFile(path.join(reports, 'report.html'), '<script>1</script>');
    ({ url } = await startPlatform({ REPORTS_DIR: reports }));
  });

  const nothing =
    "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'".split(';');
  const api: [method: string, path: string, status: number][] = [
    ['GET', '/orders', 200],
    ['GET', '/orders?limit=0', 400],
    ['POST', '/orders', 400],
    ['PUT', '/orders', 405],
    ['GET', '/health', 200],
    ['GET', '/openapi.json', 200],
    ['GET', '/nothing', 404],
    ['GET', '/ws', 426],
    ['GET', '/pages/live.mjs', 200],
    ['GET', '/socket.io/?EIO=4&transport=polling', 200],
    ['GET', '/socket.io/?EIO=4', 400],
    ['GET', '/socket.io/socket.io.min.js', 200],
    ['HEAD', '/test-results/nothing', 404],
  ];

  function expectSafe(headers: Headers) {
    expect(headers.get('x-content-type-options')).to.equal('nosniff');
    expect(headers.get('referrer-policy')).to.equal('no-referrer');
    expect(headers.get('x-frame-options')).to.equal('DENY');
    const policy = headers.get('content-security-policy')!;
    expect(policy.split(';')).to.include.members(nothing);
    // A page that is opened over plain HTTP, on any host, has to go on working.
    expect(headers.has('strict-transport-security')).to.equal(false);
    expect(headers.has('cross-origin-opener-policy')).to.equal(false);
    expect(policy).not.to.include('upgrade-insecure-requests');
    // And what pages of other origins may load they have to get.
    expect(headers.has('cross-origin-resource-policy')).to.equal(false);
  }

  for (const [method, at, status] of api) {
    it(`are those of ${method} ${at}, which is no page`, async () => {
      const response = await fetch(url + at, { method });
      expect(response.status).to.equal(status);
      expectSafe(response.headers);
      expect(response.headers.get('content-security-policy')?.split(';')).to.deep.equal(nothing);
    });
  }

  const pages: [path: string, scripts: string[], calls: boolean][] = [
    ['/', ["'self'"], true],
    ['/test-results', ["'self'"], true],
    ['/api-docs/', ["'self'"], true],
    ['/test-results/report.html', ["'self'", "'unsafe-inline'"], false],
  ];
  for (const [at, scripts, calls] of pages) {
    it(`are those of the page ${at}, with a policy of its own`, async () => {
      const response = await fetch(url + at);
      expect(response.status).to.equal(200);
      expectSafe(response.headers);
      const policy = response.headers.get('content-security-policy')!.split(';');
      expect(policy).to.include(`script-src ${scripts.join(' ')}`);
      expect(policy.includes("connect-src 'self'")).to.equal(calls);
    });
  }

  it('come with the answer to what is no HTTP', async () => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    afterThisTest(() => socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write('GARBAGE\r\n\r\n');
    await once(socket, 'close');
    const [, ...lines] = answer.split('\r\n\r\n')[0].split('\r\n');
    expectSafe(new Headers(lines.map((line) => line.split(': ') as [string, string])));
  });
});
