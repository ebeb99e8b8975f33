import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Health } from '../../server/contract/types';
import { afterThisTest, startPlatform } from '../../server/test-support';
import { fuzz } from './fuzz';

describe('a platform, whatever is done to it', function () {
  this.timeout(60_000);

  it('answers all, fails at nothing, and keeps nobody', async () => {
    const settings = { EXECUTION_DELAY_MS: '0-20', MAX_ORDERS: '20' };
    const { url } = await startPlatform(settings);
    const seed = Date.now() % 1e9;
    const { findings, counts } = await fuzz(url, { count: 400, seed });
    expect(findings.slice(0, 3), `with the seed ${seed}`).to.deep.equal([]);
    expect([...counts.keys()], `with the seed ${seed}`).to.include.members([
      ...['request 200', 'request 400', 'request 404', 'request 405', 'bytes 400'],
      ...['Socket.IO answered', 'Socket.IO closed', '/ws closed with 1005', '/ws 400'],
    ]);
    const health = (await (await fetch(`${url}/health`)).json()) as Health;
    expect(health).to.include({ status: 'ok', subscribers: 0 });
  });
});

describe('the fuzz', () => {
  const faults: Record<string, [answer: RequestListener, what: RegExp]> = {
    'an internal error': [
      (_req, res) => void res.writeHead(500).end('oh'),
      /^an answer is HTTP.* 500/,
    ],
    'a bare 503': [(_req, res) => void res.writeHead(503).end(), /^an answer is HTTP.* 503/],
    'no answer': [(req) => req.socket.destroy(), /^a request is not answered/],
  };
  for (const [name, [answer, what]] of Object.entries(faults))
    it(`notices ${name}`, async () => {
      const server = createServer(answer).listen(0, '127.0.0.1');
      afterThisTest(() => server.close());
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { findings, counts } = await fuzz(url, { count: 40, seed: 1 });
      expect(findings.some((finding) => what.test(finding.what))).to.equal(true);
      expect(counts.get('request at fault')).to.be.above(5);
    });
});
