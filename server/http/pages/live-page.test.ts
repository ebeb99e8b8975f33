import { readFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import express from 'express';
import { createLivePage } from './live-page';
import { pagesFolder } from './page-files';

describe('live page', () => {
  let server: Server;
  let address: string;

  before(async () => {
    const app = express();
    app.use('/', createLivePage());
    app.use((_request, response) => void response.status(404).send('somebody else'));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => new Promise((resolve) => server.close(resolve)));

  it('is served at / with everything that it loads', async () => {
    const response = await fetch(`${address}/`);
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.match(/^text\/html/);
    const page = await response.text();
    const loaded = [...page.matchAll(/(?:src|href)="(\/(?:live|socket\.io)\/[^"]+)"/g)];
    const assets = loaded.map(([, url]) => url).filter((url) => url.startsWith('/live/'));
    expect(assets).to.have.members(['/live/base.css', '/live/live.css', '/live/live.mjs']);
    for (const url of [...assets, '/live/live-orders.mjs']) {
      const asset = await fetch(address + url);
      expect(asset.status, url).to.equal(200);
      expect(asset.headers.get('content-type'), url).to.match(/^text\/(css|javascript)/);
    }
  });

  it('loads nothing from anywhere else', () => {
    for (const file of ['live.html', 'base.css', 'live.css', 'live.mjs', 'live-orders.mjs']) {
      const text = readFileSync(path.join(pagesFolder(), file), 'utf8');
      expect(text.replaceAll('http://www.w3.org/2000/svg', ''), file).not.to.match(/https?:/);
    }
  });

  it('leaves other paths and methods to others', async () => {
    for (const url of ['/live', '/live/', '/live/live-page.ts', '/live.html', '/nothing']) {
      expect((await fetch(address + url)).status, url).to.equal(404);
    }
    for (const url of ['/', '/live/live.mjs']) {
      const response = await fetch(address + url, { method: 'POST' });
      expect(response.status, url).to.equal(404);
      expect(await response.text()).to.equal('somebody else');
    }
  });

  it('is found from compiled code too', () => {
    expect(pagesFolder(path.join(process.cwd(), '.build', 'server', 'http', 'pages'))).to.equal(
      path.join(process.cwd(), 'server', 'http', 'pages'),
    );
  });
});

type Status = 'PENDING' | 'EXECUTED' | 'CANCELLED';
interface LiveOrders {
  startOver(): number;
  event(event: object): void;
  list(orders: object[], round: number): void;
  newest(): { orderId: string; orderStatus: Status; placedAt?: number }[];
  placedSince(time: number): number;
}

describe('live orders', () => {
  let LiveOrders: new (shown?: number, kept?: number) => LiveOrders;
  let orders: LiveOrders;
  let round: number;

  before(async () => {
    // Served to browsers as it is written, so it is a module without types here.
    const file = pathToFileURL(path.join(pagesFolder(), 'live-orders.mjs')).href;
    ({ LiveOrders } = (await import(file)) as { LiveOrders: typeof LiveOrders });
  });

  beforeEach(() => {
    orders = new LiveOrders();
    round = orders.startOver();
  });

  const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();
  const event = (sequence: number, orderId: string, orderStatus: Status, second = sequence) => ({
    ...{ sequence, orderId, orderStatus, symbol: 'EURUSD', side: 'BUY', quantity: 1 },
    occurredAt: at(second),
  });
  const listed = (orderId: string, orderStatus: Status, second: number) => ({
    ...{ orderId, orderStatus, symbol: 'EURUSD', side: 'BUY', quantity: 1 },
    placedAt: at(second),
    updatedAt: at(second),
  });
  const seen = () => orders.newest().map((order) => `${order.orderId} ${order.orderStatus}`);

  it('follows the events, newest order first', () => {
    orders.event(event(1, 'a', 'PENDING'));
    orders.event(event(2, 'b', 'PENDING'));
    orders.event(event(3, 'a', 'EXECUTED'));
    expect(seen()).to.deep.equal(['b PENDING', 'a EXECUTED']);
  });

  it('does not let a list that comes late overwrite a newer event', () => {
    orders.event(event(1, 'a', 'PENDING'));
    orders.event(event(2, 'a', 'CANCELLED'));
    orders.list([listed('a', 'PENDING', 1)], round);
    expect(seen()).to.deep.equal(['a CANCELLED']);
  });

  it('does not let a late event undo what the list has shown', () => {
    orders.list([listed('a', 'EXECUTED', 1)], round);
    orders.event(event(1, 'a', 'PENDING'));
    expect(seen()).to.deep.equal(['a EXECUTED']);
    orders.event(event(2, 'a', 'EXECUTED'));
    expect(seen()).to.deep.equal(['a EXECUTED']);
  });

  it('takes the time of placing from the list where the first event was missed', () => {
    orders.event(event(2, 'a', 'EXECUTED', 9));
    expect(orders.newest()[0].placedAt).to.equal(undefined);
    orders.list([listed('a', 'EXECUTED', 7)], round);
    expect(orders.newest()[0].placedAt).to.equal(Date.parse(at(7)));
  });

  it('forgets, after a new subscription, the orders that the platform no longer has', () => {
    orders.list([listed('old', 'PENDING', 1), listed('kept', 'PENDING', 2)], round);
    const again = orders.startOver();
    orders.event(event(1, 'new', 'PENDING', 5));
    orders.list([listed('kept', 'EXECUTED', 2)], again);
    expect(seen()).to.deep.equal(['new PENDING', 'kept EXECUTED']);
  });

  it('ignores a list that was asked for before the latest subscription', () => {
    orders.event(event(1, 'a', 'PENDING'));
    orders.startOver();
    orders.list([], round);
    orders.list([listed('b', 'PENDING', 2)], round);
    expect(seen()).to.deep.equal(['a PENDING']);
  });

  it('shows the newest only, and remembers somewhat more', () => {
    orders = new LiveOrders(2, 4);
    for (let n = 1; n <= 20; n += 1) orders.event(event(n, `order-${n}`, 'PENDING'));
    expect(seen()).to.deep.equal(['order-20 PENDING', 'order-19 PENDING']);
    orders.event(event(21, 'order-18', 'EXECUTED'));
    expect(seen(), 'not taken for a new one').to.deep.equal([
      'order-20 PENDING',
      'order-19 PENDING',
    ]);
    expect(orders.placedSince(0)).to.be.within(4, 6);
  });

  it('counts the orders placed since a time', () => {
    for (let n = 1; n <= 5; n += 1) orders.event(event(n, `order-${n}`, 'PENDING'));
    expect(orders.placedSince(Date.parse(at(4)))).to.equal(2);
  });
});
