import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { WebSocket } from 'ws';
import type { Order, OrderStatusFrame, SubscribedFrame } from '../../support/contract/types';

const onPosix = process.platform === 'win32' ? it.skip : it; // Windows has no signals to send
const unknown = '00000000-0000-4000-8000-000000000000';

describe('the minimal platform', () => {
  let platform: ChildProcess;
  let url: string;

  before(async () => {
    platform = spawn(process.execPath, [path.join(__dirname, 'platform.mjs')], {
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    [url] = (await once(createInterface(platform.stdout!), 'line')) as [string];
  });

  after(() => platform.kill('SIGKILL'));

  const order = { symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 };

  async function send(method: string, at: string, body?: string) {
    const response = await fetch(`${url}${at}`, { method, ...(body !== undefined && { body }) });
    const text = await response.text();
    const shown = text === '' ? undefined : (JSON.parse(text) as unknown);
    return { status: response.status, location: response.headers.get('location'), shown };
  }

  const place = async (body: object = order) => {
    const { shown } = await send('POST', '/orders', JSON.stringify(body));
    return shown as Order;
  };

  /** A client of the events, and what it has heard. */
  async function subscriber(query = '') {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws${query}`);
    const frames: (SubscribedFrame | OrderStatusFrame)[] = [];
    let heard: () => void = () => undefined;
    socket.on('message', (data: Buffer) => {
      frames.push(JSON.parse(data.toString()) as OrderStatusFrame);
      heard();
    });
    const until = async (isThere: (frame: (typeof frames)[number]) => boolean) => {
      while (!frames.some(isThere)) await new Promise<void>((resolve) => (heard = resolve));
    };
    await until(({ type }) => type === 'subscribed');
    return { socket, frames, until };
  }

  /** The status by which a handshake is refused. */
  async function refused(query: string): Promise<number | undefined> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}${query}`);
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [
      unknown,
      { statusCode?: number },
    ];
    socket.terminate();
    return response.statusCode;
  }

  it('places an order, and says where it is', async () => {
    const { status, location, shown } = await send('POST', '/orders', JSON.stringify(order));
    const placed = shown as Order;
    expect(status).to.equal(201);
    expect(placed).to.include({ ...order, orderStatus: 'PENDING', updatedAt: placed.placedAt });
    const { pathname } = new URL(location ?? '', `${url}/orders`);
    expect((await send('GET', pathname)).shown).to.deep.equal(placed);
    expect((await send('GET', pathname.toUpperCase().replace('ORDERS', 'orders'))).status).to.equal(
      200,
    );
  });

  it('lists orders from the newest to the oldest', async () => {
    const ids = [(await place()).orderId, (await place()).orderId];
    const [newest, next] = (await send('GET', '/orders')).shown as Order[];
    expect([next?.orderId, newest?.orderId]).to.deep.equal(ids);
  });

  it('cancels a PENDING order once', async () => {
    const { orderId } = await place();
    const answers = [1, 2].map(() => send('DELETE', `/orders/${orderId}`));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.sort()).to.deep.equal([204, 409]);
    expect((await send('GET', `/orders/${orderId}`)).shown).to.include({
      orderStatus: 'CANCELLED',
    });
  });

  it('takes up to 15 digits, and more where it can keep them', async () => {
    for (const quantity of ['0.000000123456789012345', '1E2', '999999999.999999', '1.50'])
      expect(await sentQuantity(quantity)).to.deep.equal([201, Number(quantity)]);
    expect(await sentQuantity('0.1234567890123456')).to.deep.equal([201, 0.1234567890123456]);
    expect((await sentQuantity('0.12345678901234567890'))[0]).to.equal(400);
  });

  async function sentQuantity(quantity: string) {
    const body = `{"symbol":"A","side":"SELL","quantity":${quantity}}`;
    const { status, shown } = await send('POST', '/orders', body);
    return [status, (shown as Partial<Order>).quantity];
  }

  const nonsense: [string, string][] = [
    ['nothing', ''],
    ['half an order', '{"symbol":'],
    ['a list', JSON.stringify([order])],
    ['null', 'null'],
    ['a symbol in a list', JSON.stringify({ ...order, symbol: ['EURUSD'] })],
    ['a quantity as a text', JSON.stringify({ ...order, quantity: '5' })],
    ['a quantity of 0', JSON.stringify({ ...order, quantity: 0 })],
    ['another side', JSON.stringify({ ...order, side: 'HOLD' })],
    ['another field', JSON.stringify({ ...order, price: 1 })],
    ['no side', JSON.stringify({ ...order, side: undefined })],
    ['a side that is given twice', '{"symbol":"A","side":"BUY","quantity":1,"side":"BUY"}'],
    [
      'a side that was something else',
      '{"side":{"a":"\\""},"symbol":"A","side":"BUY","quantity":1}',
    ],
  ];
  for (const [what, body] of nonsense)
    it(`refuses ${what}`, async () => {
      const { status, shown } = await send('POST', '/orders', body);
      expect({ status, keys: Object.keys(shown as object) }).to.deep.equal({
        ...{ status: 400, keys: ['message'] },
      });
    });

  it('says what there is not', async () => {
    for (const method of ['GET', 'DELETE']) {
      expect((await send(method, `/orders/${unknown}`)).status).to.equal(404);
      expect((await send(method, '/orders/42')).status).to.equal(400);
      expect((await send(method, '/orders/%E0')).status).to.equal(400);
      expect((await send(method, '/nothing')).status).to.equal(404);
    }
  });

  it('tells subscribers the life of an order', async () => {
    const all = await subscriber();
    const placed = await place();
    const one = await subscriber(`?orderId=${placed.orderId.toUpperCase()}`);
    const { orderId } = await place();
    await send('DELETE', `/orders/${orderId}`);
    const isItsEnd = (frame: SubscribedFrame | OrderStatusFrame) =>
      'orderStatus' in frame &&
      frame.orderId === placed.orderId &&
      frame.orderStatus === 'EXECUTED';
    await Promise.all([one.until(isItsEnd), all.until(isItsEnd)]);
    const own = [placed.orderId, orderId];
    const lives = ({ frames }: typeof all) =>
      frames.flatMap((each) =>
        'room' in each ? [each.room] : own.includes(each.orderId) ? [each.orderStatus] : [],
      );
    expect(lives(all)).to.deep.equal(['orders', 'PENDING', 'PENDING', 'CANCELLED', 'EXECUTED']);
    expect(lives(one)).to.deep.equal([`order:${placed.orderId}`, 'EXECUTED']);
    expect(one.frames[0]).to.have.property('order').that.deep.equals(placed);
    const sequences = all.frames.map(({ sequence }) => sequence);
    expect(sequences).to.deep.equal([...sequences].sort((one, other) => one - other));
    const { updatedAt } = (await send('GET', `/orders/${placed.orderId}`)).shown as Order;
    expect(one.frames[1]).to.include({ occurredAt: updatedAt, quantity: 1000.5 });
    for (const { socket } of [all, one]) socket.terminate();
  });

  it('tells whoever asks for earlier events that there is a gap', async () => {
    const { frames, socket } = await subscriber('?since=0&epoch=e');
    expect(frames[0]).to.include({ replayed: 0, complete: false });
    socket.terminate();
  });

  it('refuses a subscription that makes no sense before the upgrade', async () => {
    expect(await refused(`/ws?orderId=${unknown}`)).to.equal(404);
    expect(await refused('/nothing')).to.equal(404);
    const since = 'since=1&epoch=e';
    for (const query of ['orderId=42', 'symbol=A', 'since=1', 'epoch=e', `${since}&since=1`])
      expect(await refused(`/ws?${query}`)).to.equal(400);
  });

  it('ignores frames of a client, up to a limit', async () => {
    const { socket, until } = await subscriber();
    socket.send('x'.repeat(64 * 1024));
    const { orderId } = await place();
    await until((frame) => 'orderId' in frame && frame.orderId === orderId);
    socket.send('x'.repeat(64 * 1024 + 1));
    expect((await once(socket, 'close'))[0]).to.equal(1009);
  });

  onPosix('says goodbye as it stops', async () => {
    const { socket } = await subscriber();
    platform.kill('SIGTERM');
    expect((await once(socket, 'close'))[0]).to.equal(1001);
    if (platform.exitCode === null) await once(platform, 'exit');
    expect(platform.exitCode).to.equal(0);
  });
});
