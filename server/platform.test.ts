import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'chai';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterThisTest, startPlatform, until } from './test-support';

const ORDER = '{"symbol":"EURUSD","side":"BUY","quantity":1}';
const POST = 'POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

describe('a stop of the platform', () => {
  let url: string;
  let stop: () => Promise<void>;

  async function start(settings: NodeJS.ProcessEnv = {}) {
    ({ url, close: stop } = await startPlatform({
      EXECUTION_DELAY_MS: '60000-60000',
      ...settings,
    }));
  }

  /** A client of plain TCP that has sent this, and what it is answered. */
  async function sent(bytes: string): Promise<{ socket: net.Socket; answer: () => string }> {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
    afterThisTest(() => socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write(bytes);
    // What was sent before has arrived when a later request is answered.
    await fetch(`${url}/health`);
    return { socket, answer: () => answer };
  }

  async function plainSubscriber() {
    const socket = new WebSocket(`${url}/ws`);
    afterThisTest(() => socket.terminate());
    const told: unknown[] = [];
    socket.on('message', (text: Buffer) => {
      const { type, orderStatus } = JSON.parse(text.toString()) as Record<string, string>;
      told.push(orderStatus ?? type);
    });
    const closed = once(socket, 'close').then(([code]) => told.push(code));
    await once(socket, 'message');
    return { told, closed };
  }

  const hanging: [what: string, bytes: string][] = [
    ['half of its headers', POST],
    ['half of its body', `${POST}Content-Length: ${ORDER.length}\r\n\r\n{"symbol":`],
    ['half of a chunk', `${POST}Transfer-Encoding: chunked\r\n\r\n20\r\n{"symbol":`],
    ['no end of a polling body', `${POST.replace('/orders', '/socket.io/?EIO=4&transport=polling')}Content-Length: 9\r\n\r\n4`], // prettier-ignore
  ];
  for (const [what, bytes] of hanging) {
    it(`says goodbye to subscribers before a client that has sent ${what} is cut off`, async () => {
      await start();
      const plain = await plainSubscriber();
      const client = io(url, { transports: ['websocket'], reconnection: false });
      afterThisTest(() => client.disconnect());
      await once(client as never, 'connect');
      const lost = once(client as never, 'disconnect') as Promise<[reason: string]>;
      const { socket } = await sent(bytes);
      let isCut = false;
      socket.once('close', () => (isCut = true));
      const stopped = stop();
      await plain.closed;
      expect(plain.told).to.deep.equal(['subscribed', 1001]);
      expect((await lost)[0]).to.equal('transport close');
      if (bytes.includes('{')) expect(isCut).to.equal(false);
      await stopped;
    });
  }

  it('says goodbye though an answer is long in coming', async () => {
    await start({ ENDPOINT_DELAY_MS: '60000-60000' });
    const plain = await plainSubscriber();
    await sent('GET /orders HTTP/1.1\r\nHost: a\r\n\r\n');
    await stop();
    await plain.closed;
    expect(plain.told).to.deep.equal(['subscribed', 1001]);
  });

  it('answers what has come whole, and tells subscribers of it before the goodbye', async () => {
    await start({ ENDPOINT_DELAY_MS: '300-300' });
    const plain = await plainSubscriber();
    const { socket, answer } = await sent(`${POST}Content-Length: ${ORDER.length}\r\n\r\n${ORDER}`);
    const [stopped, answered] = [stop(), once(socket, 'close')];
    await Promise.all([stopped, answered, plain.closed]);
    expect(answer()).to.match(/^HTTP\/1\.1 201 .*^Connection: close\r$/ms);
    expect(plain.told).to.deep.equal(['subscribed', 'PENDING', 1001]);
  });

  it('answers what comes whole while it says goodbye', async () => {
    await start();
    const plain = await plainSubscriber();
    const [head, rest] = [ORDER.slice(0, 9), ORDER.slice(9)];
    const { socket, answer } = await sent(`${POST}Content-Length: ${ORDER.length}\r\n\r\n${head}`);
    const stopped = stop();
    await plain.closed;
    socket.write(rest);
    await stopped;
    await until(() => answer() !== '');
    expect(answer()).to.match(/^HTTP\/1\.1 201 /);
  });

  it('tells who connects meanwhile that it is over', async () => {
    await start();
    const { socket } = await sent('');
    const halfSent = await sent(`${POST}Content-Length: ${ORDER.length}\r\n\r\n{`);
    const plain = await plainSubscriber();
    const stopped = stop();
    await plain.closed;
    const late = new WebSocket(`${url}/ws`, { createConnection: () => socket });
    expect((await once(late, 'close'))[0]).to.equal(1001);
    halfSent.socket.destroy();
    await stopped;
  });

  it('is none the worse for who connects meanwhile and speaks nonsense', async () => {
    await start();
    const { socket, answer } = await sent('');
    const halfSent = await sent(`${POST}Content-Length: ${ORDER.length}\r\n\r\n{`);
    const plain = await plainSubscriber();
    const stopped = stop();
    await plain.closed;
    const handshake =
      'GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    socket.write(Buffer.concat([Buffer.from(handshake), Buffer.alloc(3, 0xff)]));
    await until(() => socket.closed);
    expect(answer()).to.match(/^HTTP\/1\.1 101 /);
    halfSent.socket.destroy();
    await stopped;
  });
});
