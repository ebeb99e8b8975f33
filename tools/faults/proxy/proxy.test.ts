import http from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import type { OrderStatusEvent } from '../../../support/contract/types';
import type { Line } from '../fault';
import { executed, lost } from '../tools';
import { behindProxies } from './test-support';

const transports = {
  WebSocket: ['websocket'],
  polling: ['polling'],
  'polling, then WebSocket': ['polling', 'websocket'],
};

const event = (sequence: number): OrderStatusEvent => ({
  sequence,
  orderId: '3015eaa0-717a-4e32-9150-0f6e6dcb0246',
  orderStatus: 'PENDING',
  symbol: 'EURUSD',
  side: 'BUY',
  quantity: 1000.5,
  occurredAt: '2026-01-31T12:00:00.000Z',
});

describe('the proxy', () => {
  let platform: FakePlatform;
  const { endings, proxied } = behindProxies(() => (platform = new FakePlatform()));

  async function client(url: string, over: string[] = ['websocket']) {
    const socket = io(url, { transports: over, reconnection: false, forceNew: true });
    const events: OrderStatusEvent[] = [];
    socket.on('order:status', (event: OrderStatusEvent) => events.push(event));
    endings.push(() => socket.disconnect());
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('connect_error', reject);
    });
    return { socket, events };
  }

  async function subscriber(url: string, over?: string[]) {
    const made = await client(url, over);
    const reply = (await made.socket.emitWithAck('subscribe', {})) as unknown;
    return { ...made, reply };
  }

  describe('without a fault', () => {
    it('passes a request on as it is, and its answer back', async () => {
      const { url } = await proxied();
      const answer = await fetch(`${url}/orders/%C3%A9?limit=1&x=a%20b`, {
        method: 'POST',
        headers: { 'Idempotency-Key': 'k', 'Content-Type': 'application/json' },
        body: '{ "symbol" : "é" }',
      });
      const { method, url: path, body, headers } = platform.requests[0] ?? {};
      expect({ method, path, body }).to.deep.equal({
        ...{ method: 'POST', path: '/orders/%C3%A9?limit=1&x=a%20b', body: '{ "symbol" : "é" }' },
      });
      expect(headers).to.include({ 'idempotency-key': 'k', 'content-type': 'application/json' });
      expect(answer.status).to.equal(201);
      expect(answer.headers.get('location')).to.equal('/orders/1');
      expect(answer.headers.get('date')).to.equal('Sat, 31 Jan 2026 12:00:00 GMT');
      expect(Buffer.from(await answer.arrayBuffer())).to.deep.equal(platform.body);
    });

    it('passes on answers without a body', async () => {
      const { url } = await proxied();
      expect((await fetch(`${url}/none`, { method: 'DELETE' })).status).to.equal(204);
      expect((await fetch(`${url}/orders`, { method: 'HEAD' })).status).to.equal(201);
    });

    it('passes on what is no request, and headers that are too long', async () => {
      const { url } = await proxied();
      const { port } = new URL(url);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write('no request at all\r\n\r\n');
      let text = '';
      for await (const chunk of socket) text += String(chunk);
      expect(text).to.match(/^HTTP\/1.1 400 Bad Request/);
      const answer = await fetch(url, { headers: { 'X-Long': 'x'.repeat(32_000) } });
      expect(answer.status).to.equal(431);
    });

    it('lets the platform know of a client that goes away', async () => {
      const { url, proxy } = await proxied();
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write('GET /never HTTP/1.1\r\nHost: x\r\n\r\n');
      await platform.until(() => platform.open === 1);
      socket.destroy();
      await platform.until(() => platform.open === 0);
      expect(proxy.troubles).to.deep.equal([]);
    });

    for (const [name, over] of Object.entries(transports))
      it(`passes on what is asked and what is announced, over ${name}`, async () => {
        const { url, proxy } = await proxied();
        const { events, reply, socket } = await subscriber(url, over);
        expect(reply).to.deep.equal({ ok: true, room: 'orders', sequence: 0 });
        platform.announce(event(1));
        await platform.until(() => events.length === 1);
        if (over.length === 2) await platform.until(() => isOverWebSocket(socket));
        platform.announce(event(2));
        await platform.until(() => events.length === 2);
        expect(events).to.deep.equal([event(1), event(2)]);
        expect(proxy.troubles).to.deep.equal([]);
      });

    it('leaves it to the platform to take a client back and to make up for what it missed', async () => {
      const { url } = await proxied();
      const { events, socket } = await subscriber(url);
      platform.announce(event(1));
      await platform.until(() => events.length === 1);
      socket.io.engine.close();
      await platform.until(() => platform.clients === 0);
      platform.announce(event(2));
      socket.connect();
      await platform.until(() => events.length === 2);
      expect(socket.recovered).to.equal(true);
      expect(events).to.deep.equal([event(1), event(2)]);
    });

    it('ends the connection of a client that the platform ends', async () => {
      const { url } = await proxied();
      const { socket } = await client(url);
      platform.cut();
      await platform.until(() => !socket.connected);
    });
  });

  describe('with a fault', () => {
    it('cuts off who offers another protocol, and nobody else', async () => {
      const { url } = await proxied(() => ({ cutsOffers: true }));
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write(
        'GET /orders HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      );
      let text = '';
      for await (const chunk of socket) text += String(chunk);
      expect(text).to.equal('');
      expect((await fetch(`${url}/orders`)).status).to.equal(201);
      const { socket: subscribed } = await subscriber(url);
      expect(subscribed.connected).to.equal(true);
    });

    it('tells of a request that has begun, and of its end, whole or not', async () => {
      const requests: Promise<unknown>[] = [];
      const { url } = await proxied(() => ({ begun: (whole) => requests.push(whole) }));
      await fetch(`${url}/orders`);
      expect(await requests[0]).to.include({ method: 'GET', path: '/orders' });
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write('POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf');
      await pause(50);
      expect(requests).to.have.lengthOf(2);
      socket.destroy();
      const end = await requests[1]?.then(
        () => 'whole',
        () => 'gone',
      );
      expect(end).to.equal('gone');
    });

    it('answers as the fault has it', async () => {
      const { url } = await proxied(() => ({
        rest: async (request, forward) => ({ ...(await forward(request)), status: 500 }),
      }));
      expect((await fetch(url)).status).to.equal(500);
    });

    it('asks the platform as often as the fault has it', async () => {
      const { url } = await proxied(() => ({
        rest: async (request, forward) => {
          await forward({ ...request, path: '/behind' });
          return forward(request);
        },
      }));
      await fetch(`${url}/orders`);
      expect(platform.requests.map(({ url }) => url)).to.deep.equal(['/behind', '/orders']);
    });

    for (const [name, over] of Object.entries(transports)) {
      it(`loses, doubles and changes events, over ${name}`, async () => {
        const { url } = await proxied(() => ({
          event: (each) => [[], [each, each], [{ ...each, quantity: 1 }]][each.sequence - 1] ?? [],
        }));
        const { events } = await subscriber(url, over);
        for (const sequence of [1, 2, 3]) platform.announce(event(sequence));
        await platform.until(() => events.length === 3);
        expect(events).to.deep.equal([event(2), event(2), { ...event(3), quantity: 1 }]);
      });

      it(`has events arrive later, over ${name}`, async () => {
        const { url } = await proxied(() => ({
          event: (each, to) => (setTimeout(() => to.tell(each), 20), []),
        }));
        const { events } = await subscriber(url, over);
        platform.announce(event(1));
        await platform.until(() => events.length === 1);
        expect(events).to.deep.equal([event(1)]);
      });

      it(`answers in the platform's place, over ${name}`, async () => {
        const { url } = await proxied(() => ({
          ask: ({ name }) =>
            name === 'unsubscribe' ? { ok: true, room: 'orders' } : { name, payload: [] },
        }));
        const { socket, events } = await subscriber(url, over);
        expect(await socket.emitWithAck('unsubscribe')).to.deep.equal({ ok: true, room: 'orders' });
        platform.announce(event(1));
        await platform.until(() => events.length === 1);
      });

      it(`asks in the name of a client, over ${name}`, async () => {
        const { url } = await proxied(() => ({
          greet: (greeting, to) => (to.ask({ name: 'subscribe', payload: [] }), greeting),
        }));
        const { events } = await client(url, over);
        await platform.until(() => platform.subscribers === 1);
        platform.announce(event(1));
        await platform.until(() => events.length === 1);
      });
    }

    it('changes the answers to subscriptions', async () => {
      const { url } = await proxied(() => ({ reply: (reply) => ({ ...reply, room: 'another' }) }));
      expect((await subscriber(url)).reply).to.include({ room: 'another' });
    });

    it('announces what never happened to those who asked, and counts it in', async () => {
      let line: Line | undefined;
      const { url } = await proxied((given) => ((line = given), {}));
      const asked = await subscriber(url);
      const silent = await client(url);
      platform.announce(event(1));
      await platform.until(() => asked.events.length === 1);
      line?.announce(executed(event(1)));
      platform.announce(event(2));
      await platform.until(() => asked.events.length === 3);
      expect(asked.events.map(({ sequence }) => sequence)).to.deep.equal([1, 2, 3]);
      expect(silent.events).to.deep.equal([]);
      expect((await subscriber(url)).reply).to.include({ sequence: 3 });
    });

    it('knows what a client missed, and whether it was taken back', async () => {
      const seen: boolean[] = [];
      const { url } = await proxied(() => ({
        event: (each, { connectedAt, hasRecovered, rooms }) => {
          seen.push(connectedAt !== undefined, hasRecovered, rooms.has('orders'));
          return [each];
        },
      }));
      const { events, socket } = await subscriber(url);
      platform.announce(event(1));
      await platform.until(() => events.length === 1);
      socket.io.engine.close();
      await platform.until(() => platform.clients === 0);
      platform.announce(event(2));
      socket.connect();
      await platform.until(() => events.length === 2);
      platform.announce(event(3));
      await platform.until(() => events.length === 3);
      expect(seen).to.deep.equal([true, false, true, false, false, false, true, true, true]);
    });

    it('can make a stranger of a client that returns', async () => {
      const { url } = await proxied(() => ({ greet: () => ({}) }));
      const { events, socket } = await subscriber(url);
      platform.announce(event(1));
      await platform.until(() => events.length === 1);
      socket.io.engine.close();
      await platform.until(() => platform.clients === 0);
      socket.connect();
      await platform.until(() => socket.connected);
      expect(socket.recovered).to.equal(false);
    });

    it('tells whether a client has left or was lost, and can cut one off', async () => {
      const gone: boolean[] = [];
      let line: Line | undefined;
      const { url } = await proxied((given) => {
        line = given;
        return { gone: (_client, cleanly) => gone.push(cleanly) };
      });
      const [first, second, third] = [await client(url), await client(url), await client(url)];
      first.socket.disconnect();
      await platform.until(() => gone.length === 1);
      second.socket.io.engine.close();
      await platform.until(() => gone.length === 2);
      line?.clients.forEach((each) => each.cut());
      await platform.until(() => !third.socket.connected && gone.length === 3);
      expect(gone).to.deep.equal([true, false, false]);
    });

    it('owns up to an error of the fault itself', async () => {
      const { url, proxy } = await proxied(() => ({
        rest: () => Promise.reject(new Error('a mistake')),
        event: () => {
          throw new Error('another');
        },
      }));
      await fetch(url).catch(() => undefined);
      await subscriber(url);
      platform.announce(event(1));
      await platform.until(() => proxy.troubles.length === 2);
      expect(proxy.troubles.join()).to.include('a mistake').and.include('another');
    });

    it('loses events of some clients alone', async () => {
      const { url } = await proxied(() => lost((_event, { isPolling }) => isPolling));
      const [polling, other] = [await subscriber(url, ['polling']), await subscriber(url)];
      platform.announce(event(1));
      await platform.until(() => other.events.length === 1);
      expect(await polling.socket.emitWithAck('unsubscribe')).to.include({ ok: true });
      expect(polling.events).to.deep.equal([]);
    });
  });
});

function isOverWebSocket(socket: Socket): boolean {
  return socket.io.engine.transport.name === 'websocket';
}

/** Enough of a platform to see what passes. */
class FakePlatform {
  readonly requests: { method?: string; url?: string; headers: object; body: string }[] = [];
  readonly body = Buffer.from([0, 255, 10, 13, 128]);
  /** Requests that wait for an answer. */
  open = 0;
  private sequence = 0;
  private readonly server = http.createServer((req, res) => void this.answer(req, res));
  private readonly events = new Server(this.server, {
    connectionStateRecovery: { maxDisconnectionDuration: 10_000 },
    pingInterval: 300,
  });

  constructor() {
    this.events.on('connection', (socket) => {
      socket.on('subscribe', (...args) => {
        void socket.join('orders');
        reply(args, { ok: true, room: 'orders', sequence: this.sequence });
      });
      socket.on('unsubscribe', (...args) => {
        void socket.leave('orders');
        reply(args, { ok: true, room: 'orders' });
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get clients(): number {
    return this.events.sockets.sockets.size;
  }

  get subscribers(): number {
    return this.events.sockets.adapter.rooms.get('orders')?.size ?? 0;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await this.events.close();
  }

  announce(event: OrderStatusEvent): void {
    this.sequence = event.sequence;
    this.events.to('orders').emit('order:status', event);
  }

  cut(): void {
    this.events.disconnectSockets(true);
  }

  async until(isMet: () => boolean): Promise<void> {
    const end = performance.now() + 5_000;
    while (!isMet()) {
      if (performance.now() > end) throw new Error(`never: ${isMet.toString()}`);
      await pause(2);
    }
  }

  private async answer(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
    const { method, url, headers } = req;
    let body = '';
    for await (const chunk of req) body += String(chunk);
    this.requests.push({ ...(method && { method }), ...(url && { url }), headers, body });
    if (url === '/never') {
      this.open += 1;
      res.once('close', () => (this.open -= 1));
      return;
    }
    if (url === '/none') res.writeHead(204).end();
    else
      res
        .writeHead(201, { location: '/orders/1', date: 'Sat, 31 Jan 2026 12:00:00 GMT' })
        .end(this.body);
  }
}

function reply(args: unknown[], answer: unknown): void {
  (args.at(-1) as (answer: unknown) => void)?.(answer);
}
