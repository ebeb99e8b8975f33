import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import { ManualClock } from '../orders/manual-clock';
import { afterThisTest, startPlatform, until } from '../test-support';

describe('the limits of what is served at a time', () => {
  let url: string;

  /** A connection of one's own. */
  async function connect(): Promise<net.Socket> {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    afterThisTest(() => socket.destroy());
    await once(socket, 'connect');
    return socket;
  }

  const asks = (path: string, ...more: string[]) =>
    [`GET ${path} HTTP/1.1`, 'Host: a', ...more, '', ''].join('\r\n');

  /** What comes back over a connection of its own, which is closed after that. */
  async function answerTo(path: string, ...headers: string[]): Promise<string> {
    const socket = await connect();
    socket.write(asks(path, ...headers, 'Connection: close'));
    return text(socket);
  }

  function expectBusy(answer: string) {
    expect(answer).to.match(/^HTTP\/1\.1 503 /);
    expect(answer).to.match(/^Retry-After: [1-9]\d*\r$/im);
    expect(answer).to.match(/^Content-Type: application\/problem\+json/im);
    expect(JSON.parse(answer.split('\r\n\r\n')[1])).to.include({ status: 503 });
  }

  describe('of connections', () => {
    it('turn away who connects beyond them, saying so, until somebody leaves', async () => {
      ({ url } = await startPlatform({ MAX_CONNECTIONS: '2' }));
      const [first] = [await connect(), await connect()];
      expectBusy(await answerTo('/health'));
      expectBusy(await answerTo('/ws', 'Connection: Upgrade', 'Upgrade: websocket'));
      first.destroy();
      await until(() => first.closed);
      let answer: string;
      do answer = await answerTo('/health');
      while (answer.startsWith('HTTP/1.1 503'));
      expect(answer).to.match(/^HTTP\/1\.1 200 /);
    });

    it('count one that offers other protocols once', async () => {
      ({ url } = await startPlatform({ MAX_CONNECTIONS: '2' }));
      const socket = await connect();
      const offers = asks('/health', 'Connection: Upgrade', 'Upgrade: h2c').repeat(12);
      socket.write(`${offers}${asks('/health', 'Connection: close')}`);
      expect((await text(socket)).match(/HTTP\/1\.1 200 /g)).to.have.lengthOf(13);
      await connect();
      expect(await answerTo('/health')).to.match(/^HTTP\/1\.1 200 /);
    });
  });

  describe('of requests', () => {
    let clock: ManualClock;
    beforeEach(async () => {
      clock = new ManualClock();
      const settings = { ENDPOINT_DELAY_MS: '100-100', MAX_REQUESTS: '2' };
      ({ url } = await startPlatform(settings, { clock }));
    });

    it('refuse what is beyond them at once, and nothing that is not delayed', async () => {
      const waiting = [answerTo('/orders'), answerTo('/orders/x')];
      await until(() => clock.waiting === 2);
      expectBusy(await answerTo('/orders'));
      expect(await answerTo('/health')).to.match(/^HTTP\/1\.1 200 /);
      await clock.advance(100);
      for (const [index, status] of [200, 400].entries())
        expect(await waiting[index]).to.match(new RegExp(`^HTTP/1\\.1 ${status} `));
      const later = answerTo('/orders');
      await until(() => clock.waiting === 1);
      await clock.advance(100);
      expect(await later).to.match(/^HTTP\/1\.1 200 /);
    });

    it('forget all that a client has asked for that has gone', async () => {
      const socket = await connect();
      socket.write(asks('/orders').repeat(2));
      await until(() => clock.waiting === 2);
      socket.destroy();
      let answer: string | undefined;
      while (clock.waiting < 3) {
        answer = undefined;
        void answerTo('/orders').then((text) => (answer = text));
        await until(() => answer !== undefined || clock.waiting === 3);
      }
    });
  });

  describe('of clients of Socket.IO', () => {
    it('refuse who shakes hands beyond them, and nobody who has', async () => {
      ({ url } = await startPlatform({ MAX_CONNECTIONS: '2' }));
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      afterThisTest(() => agent.destroy());
      const poll = async (query = '') => {
        const request = http.get(`${url}/socket.io/?EIO=4&transport=polling${query}`, { agent });
        const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
        return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
      };
      const [first] = [await poll(), await poll()];
      const refused = await poll();
      expect(refused.status).to.equal(503);
      expect(refused.headers['retry-after']).to.equal('1');
      for (const empty of ['&sid=', '&sid', '#&sid=x'])
        expect((await poll(empty)).status, empty).to.equal(503);
      expect(JSON.parse(refused.body)).to.include({ status: 503 });
      const { sid } = JSON.parse(first.body.slice(1)) as { sid: string };
      const socket = new WebSocket(
        `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&sid=${sid}`,
      );
      afterThisTest(() => socket.terminate());
      await once(socket, 'open');
    });
  });
});
