import { once } from 'node:events';
import http from 'node:http';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import type { Health, InvalidRequest, Order } from '../../contract/types';
import { afterThisTest, startPlatform, until } from '../../test-support';

const UNKNOWN = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('the feed over plain WebSocket', () => {
  let url: string;
  let stop: () => Promise<void>;
  beforeEach(async () => {
    ({ url, close: stop } = await startPlatform({ EXECUTION_DELAY_MS: '0-0' }));
  });

  type Frame = Record<string, unknown>;

  class Client {
    readonly frames: Frame[] = [];
    readonly closed: Promise<[code: number, reason: string]>;

    constructor(readonly socket: WebSocket) {
      socket.on('message', (text: Buffer, isBinary) => {
        expect(isBinary).to.equal(false);
        this.frames.push(JSON.parse(text.toString()) as Frame);
      });
      this.closed = new Promise((resolve) =>
        socket.once('close', (code, reason) => resolve([code, String(reason)])),
      );
    }

    async has(count: number): Promise<Frame[]> {
      await until(() => this.frames.length >= count);
      return this.frames;
    }

    statuses(): unknown[] {
      return this.frames.slice(1).map(({ orderStatus }) => orderStatus);
    }
  }

  async function connect(query = ''): Promise<Client> {
    const socket = new WebSocket(`${url}/ws${query}`);
    afterThisTest(() => socket.terminate());
    const client = new Client(socket);
    await once(socket, 'open');
    await client.has(1);
    return client;
  }

  async function place(executionDelay = 0): Promise<Order> {
    const body = JSON.stringify({ symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 });
    const headers = {
      'Content-Type': 'application/json',
      'X-Execution-Delay-Ms': `${executionDelay}`,
    };
    return (await (
      await fetch(`${url}/orders`, { method: 'POST', headers, body })
    ).json()) as Order;
  }

  async function refusal(
    query: string,
    headers = {},
  ): Promise<http.IncomingMessage & { body: string }> {
    const handshake = {
      ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
      ...{ 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
    };
    const request = http.get(`${url}/ws${query}`, { headers: handshake });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    let body = '';
    for await (const chunk of response) body += chunk;
    return Object.assign(response, { body });
  }

  async function subscribers(): Promise<number> {
    return ((await (await fetch(`${url}/health`)).json()) as Health).subscribers;
  }

  it('confirms the subscription first, and tells of every order', async () => {
    const client = await connect();
    const { orderId, symbol, side, quantity, placedAt } = await place();
    const [first, second, third] = await client.has(3);
    expect(first).to.have.property('epoch').that.matches(/./);
    expect(first).to.deep.include({ type: 'subscribed', room: 'orders', sequence: 0 });
    const order = { type: 'order:status', orderId, symbol, side, quantity };
    expect(second).to.deep.equal({ ...order, sequence: 1, orderStatus: 'PENDING', occurredAt: placedAt }); // prettier-ignore
    expect(third).to.include({ ...order, sequence: 2, orderStatus: 'EXECUTED' });
  });

  it('tells of one order alone, and how it stands', async () => {
    const mine = await place(200);
    const client = await connect(`?orderId=${mine.orderId.toUpperCase()}`);
    const witness = await connect();
    await place();
    await witness.has(4);
    await client.has(2);
    const [first] = client.frames;
    expect(first).to.deep.include({ room: `order:${mine.orderId}`, order: mine, sequence: 1 });
    expect(client.statuses()).to.deep.equal(['EXECUTED']);
  });

  it('begins with what was missed', async () => {
    const witness = await connect();
    await place();
    const [{ epoch }] = await witness.has(3);
    const client = await connect(`?since=1&epoch=${String(epoch)}`);
    await place();
    const [first, ...events] = await client.has(4);
    expect(first).to.include({ replayed: 1, complete: true, sequence: 2 });
    expect(events.map(({ sequence }) => sequence)).to.deep.equal([2, 3, 4]);
    const stranger = await connect('?since=1&epoch=another');
    expect(stranger.frames[0]).to.include({ complete: false });
  });

  const faulty: [query: string, faults: Record<string, string>][] = [
    ['?orderId=42', { '/query/orderId': 'is not a UUID' }],
    ['?orderId=', { '/query/orderId': 'is not a UUID' }],
    ['?since=1', { '/query/epoch': 'is required: since and epoch come together' }],
    ['?epoch=a', { '/query/since': 'is required: since and epoch come together' }],
    ['?since=1e3&epoch=a', { '/query/since': 'is not a whole number in digits' }],
    ['?since=&epoch=a', { '/query/since': 'is not a whole number in digits' }],
    ['?since=5.0&epoch=a', { '/query/since': 'is not a whole number in digits' }],
    ['?since=%205&epoch=a', { '/query/since': 'is not a whole number in digits' }],
    ['?since=%D9%A5&epoch=a', { '/query/since': 'is not a whole number in digits' }],
    ['?since=9007199254740993&epoch=a', { '/query/since': 'has more digits than can be kept' }],
    [`?since=${'9'.repeat(309)}&epoch=a`, { '/query/since': 'has more digits than can be kept' }],
    ['?since=1&epoch=', { '/query/epoch': 'must not be empty' }],
    ['?since=1&since=2&epoch=a', { '/query/since': 'is given more than once' }],
    ['?since=x&since=2&epoch=a', { '/query/since': 'is given more than once' }],
    ['?a%0Ab=1', { '/query/a%0Ab': 'is not a known parameter' }],
    [
      `?symbol=EURUSD&orderId=x`,
      { '/query/symbol': 'is not a known parameter', '/query/orderId': 'is not a UUID' },
    ],
  ];
  for (const [query, faults] of faulty) {
    it(`refuses ${query} before the upgrade, and a request without one too`, async () => {
      for (const headers of [{}, { Connection: 'close', Upgrade: '' }]) {
        const { statusCode, headers: answered, body } = await refusal(query, headers);
        expect(statusCode).to.equal(400);
        expect(answered['content-type']).to.match(/^application\/problem\+json/);
        const { errors } = JSON.parse(body) as InvalidRequest;
        const found = Object.fromEntries(errors.map(({ path, message }) => [path, message]));
        expect(found).to.deep.equal(faults);
      }
    });
  }

  it('refuses an order that there is not', async () => {
    const { statusCode, body } = await refusal(`?orderId=${UNKNOWN}`);
    expect(statusCode).to.equal(404);
    expect(body).to.include(UNKNOWN);
  });

  it('asks whoever shakes no hands for WebSocket', async () => {
    for (const headers of [
      { Connection: 'close', Upgrade: '' },
      { 'Sec-WebSocket-Key': 'too short' },
      { 'Sec-WebSocket-Version': '7' },
      { 'Sec-WebSocket-Protocol': ',' },
    ]) {
      const { statusCode, headers: answered } = await refusal('', headers);
      expect(statusCode, JSON.stringify(headers)).to.equal(426);
      expect(answered).to.include({ upgrade: 'websocket', 'sec-websocket-version': '13' });
    }
    expect((await fetch(`${url}/ws`, { method: 'POST' })).status).to.equal(405);
    for (const path of ['/ws/', '/WS', '/wsx']) {
      expect((await fetch(`${url}${path}`)).status, path).to.equal(404);
    }
  });

  it('ignores what a client sends, and closes at a frame that is too long', async () => {
    const client = await connect();
    for (const text of ['hello', '{"type":"subscribe"}', 'x'.repeat(64 * 1024)]) {
      client.socket.send(text);
    }
    client.socket.send(Buffer.alloc(10));
    await place();
    await client.has(3);
    client.socket.send('x'.repeat(64 * 1024 + 1));
    expect((await client.closed)[0]).to.equal(1009);
  });

  it('counts its clients as subscribers, as long as they are there', async () => {
    const [one] = [await connect(), await connect()];
    expect(await subscribers()).to.equal(2);
    one.socket.close();
    await one.closed;
    expect(await subscribers()).to.equal(1);
  });

  it('says goodbye at a stop', async () => {
    const client = await connect();
    await stop();
    expect(await client.closed).to.deep.equal([1001, 'The platform is stopping.']);
  });

  it('has a stop wait for nobody who says no goodbye', async () => {
    const client = await connect();
    client.socket.pause();
    await stop();
    client.socket.resume();
    expect((await client.closed)[0]).to.be.oneOf([1001, 1006]);
  });
});
