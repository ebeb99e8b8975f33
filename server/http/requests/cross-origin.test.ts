import http from 'node:http';
import { once } from 'node:events';
import { expect } from 'chai';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterThisTest, startPlatform } from '../../test-support';

const FEED = '/ws';
const SOCKET_IO = '/socket.io/?EIO=4&transport=websocket';
const POLLING = '/socket.io/?EIO=4&transport=polling';

describe('a page in a browser', () => {
  let url: string;
  beforeEach(async () => {
    ({ url } = await startPlatform({ CORS_ORIGIN: 'https://desk.example,http://b.example:81' }));
  });

  interface Answer {
    status: number;
    type?: string;
    title?: unknown;
  }

  /** What a handshake is answered, with these headers. */
  async function shakeHands(path: string, headers: Record<string, string>): Promise<Answer> {
    const socket = new WebSocket(`${url}${path}`, { headers });
    afterThisTest(() => socket.terminate());
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => resolve({ status: 101 }));
      socket.on('unexpected-response', (_request, response) => void read(response).then(resolve));
    });
  }

  async function get(path: string, headers: Record<string, string>): Promise<Answer> {
    const [response] = (await once(http.get(url + path, { headers }), 'response')) as [
      http.IncomingMessage,
    ];
    return read(response);
  }

  async function read(response: http.IncomingMessage): Promise<Answer> {
    let body = '';
    for await (const chunk of response) body += chunk;
    const type = response.headers['content-type']?.split(';')[0];
    const isProblem = type === 'application/problem+json';
    const title = isProblem ? (JSON.parse(body) as { title: unknown }).title : undefined;
    return { status: response.statusCode!, type, title };
  }

  const refusal = {
    status: 403,
    type: 'application/problem+json',
    title: 'Pages of this origin may not connect',
  };

  const others = [
    ...['https://elsewhere.example', 'http://desk.example', 'https://desk.example:444'],
    ...['https://desk.example.elsewhere.example', 'null', 'nonsense', 'https://DESK.example/'],
  ];
  for (const path of [FEED, SOCKET_IO]) {
    it(`of an origin that is set connects to ${path}, and of no other`, async () => {
      for (const origin of ['https://desk.example', 'http://b.example:81'])
        expect(await shakeHands(path, { origin }), origin).to.deep.equal({ status: 101 });
      for (const origin of others)
        expect(await shakeHands(path, { origin }), origin).to.deep.equal(refusal);
    });

    it(`of the platform itself connects to ${path}, and so does who is no page`, async () => {
      expect(await shakeHands(path, {})).to.deep.equal({ status: 101 });
      expect(await shakeHands(path, { origin: url })).to.deep.equal({ status: 101 });
      const headers = { host: 'trading.example', origin: 'https://trading.example' };
      expect(await shakeHands(path, headers)).to.deep.equal({ status: 101 });
    });

    it(`of any origin connects to ${path} where nothing is set`, async () => {
      ({ url } = await startPlatform());
      for (const origin of others)
        expect(await shakeHands(path, { origin }), origin).to.deep.equal({ status: 101 });
    });
  }

  it('of another origin begins no session by polling, nor is it told how to connect', async () => {
    const [{ status }, known] = [await get(POLLING, {}), { origin: 'https://desk.example' }];
    expect(status).to.equal(200);
    expect((await get(POLLING, known)).status).to.equal(200);
    const origin = 'https://elsewhere.example';
    for (const path of [POLLING, FEED])
      expect(await get(path, { origin }), path).to.deep.equal(refusal);
    expect((await get(FEED, known)).status).to.equal(426);
    expect((await get('/health', { origin })).status).to.equal(200);
  });

  it('loads the client of Socket.IO from here, and connects by it', async () => {
    expect((await get('/socket.io/socket.io.min.js', {})).status).to.equal(200);
    const client = io(url, { extraHeaders: { Origin: 'https://desk.example' } });
    afterThisTest(() => client.disconnect());
    await once(client as never, 'connect');
    expect(await client.emitWithAck('subscribe')).to.include({ ok: true });
  });
});
