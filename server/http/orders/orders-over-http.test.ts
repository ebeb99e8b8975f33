import { once } from 'node:events';
import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ManualClock } from '../../orders/manual-clock';
import { afterThisTest, startPlatform, until } from '../../test-support';
import type { Health, InvalidRequest, Order } from '../../contract/types';

const BUY = { symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 };
const UNKNOWN = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('orders over HTTP', () => {
  let url: string;
  beforeEach(async () => {
    ({ url } = await startPlatform());
  });

  function place(body: unknown, headers: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return send('POST', '/orders', text, headers);
  }

  function send(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
    const type: Record<string, string> =
      body === undefined ? {} : { 'Content-Type': 'application/json' };
    return fetch(url + path, { method, body, headers: { ...type, ...headers } });
  }

  async function placed(headers: Record<string, string> = {}): Promise<Order> {
    const response = await place(BUY, headers);
    expect(response.status).to.equal(201);
    return (await response.json()) as Order;
  }

  async function problem(response: Response): Promise<Record<string, unknown>> {
    expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
    const body = (await response.json()) as Record<string, unknown>;
    expect(body.status).to.equal(response.status);
    return body;
  }

  /** The places of the faults, in alphabetical order. */
  async function faults(response: Response): Promise<string[]> {
    const { errors } = (await problem(response)) as unknown as InvalidRequest;
    expect(response.status).to.equal(400);
    for (const { message } of errors) expect(message).to.not.equal('');
    return errors.map(({ path }) => path).sort();
  }

  async function health(): Promise<Health> {
    return (await (await fetch(`${url}/health`)).json()) as Health;
  }

  describe('placing', () => {
    it('answers with the order and where it is', async () => {
      const response = await place(BUY);
      expect(response.status).to.equal(201);
      const order = (await response.json()) as Order;
      expect(order).to.include({ ...BUY, orderStatus: 'PENDING' });
      expect(response.headers.get('location')).to.equal(`/orders/${order.orderId}`);
      const read = await fetch(`${url}/orders/${order.orderId.toUpperCase()}`);
      expect(await read.json()).to.deep.equal(order);
    });

    it('reads any charset of Unicode, and any parameter of the media type', async () => {
      for (const parameter of ['charset=utf-8', 'charset=UTF-8', 'profile=x']) {
        const response = await place(BUY, { 'Content-Type': `application/json; ${parameter}` });
        expect(response.status, parameter).to.equal(201);
      }
    });

    it('finds what would be lost in UTF-16 as well', async () => {
      const text = '{"symbol":"A","side":"BUY","quantity":1,"side":"BUY"}';
      const response = await fetch(`${url}/orders`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=utf-16le' },
        body: Buffer.from(text, 'utf16le'),
      });
      expect(await faults(response)).to.deep.equal(['/body/side']);
    });

    const invalid: [name: string, body: unknown, places: string[]][] = [
      ['nothing in it', {}, ['/body/quantity', '/body/side', '/body/symbol']],
      ['null for everything', { symbol: null, side: null, quantity: null }, ['/body/quantity', '/body/side', '/body/symbol']], // prettier-ignore
      ['text for a number', { ...BUY, quantity: '5' }, ['/body/quantity']],
      ['quantity 0', { ...BUY, quantity: 0 }, ['/body/quantity']],
      ['quantity -1', { ...BUY, quantity: -1 }, ['/body/quantity']],
      ['too large a quantity', { ...BUY, quantity: 1_000_000_000.01 }, ['/body/quantity']],
      ['a field that is given twice', '{"symbol":"A","side":"BUY","quantity":1,"side":"BUY"}', ['/body/side']], // prettier-ignore
      ['a quantity that would be rounded', '{"symbol":"A","side":"BUY","quantity":1.00000000000000000001}', ['/body/quantity']], // prettier-ignore
      ['arrays without end', '['.repeat(8000) + ']'.repeat(8000), ['/body']],
      ['a quantity beyond all numbers', '{"symbol":"A","side":"BUY","quantity":1e400}', ['/body/quantity']], // prettier-ignore
      ['a quantity of minus nothing', '{"symbol":"A","side":"BUY","quantity":-0}', ['/body/quantity']], // prettier-ignore
      ['an unknown side', { ...BUY, side: 'buy' }, ['/body/side']],
      ['an empty symbol', { ...BUY, symbol: '' }, ['/body/symbol']],
      ['too long a symbol', { ...BUY, symbol: 'A'.repeat(16) }, ['/body/symbol']],
      ['unknown fields', { ...BUY, foo: 1, bar: 2 }, ['/body/bar', '/body/foo']],
      ['the prototype as a field', `{"__proto__":{"symbol":"A"},"side":"BUY","quantity":1}`, ['/body/__proto__', '/body/symbol']], // prettier-ignore
      ['a line break in a field', { ...BUY, 'a\nb': 1 }, ['/body/a%0Ab']],
      ['an array', [BUY], ['/body']],
      ['a text', '"BUY"', ['/body']],
      ['a number', '5', ['/body']],
      ['a number that would be rounded', '1.00000000000000000001', ['/body']],
      ['null', 'null', ['/body']],
      ['malformed JSON', '{"symbol":', ['/body']],
      ['only white space', '  ', ['/body']],
    ];
    for (const [name, body, places] of invalid) {
      it(`refuses a body with ${name}`, async () => {
        expect(await faults(await place(body))).to.deep.equal(places);
        expect((await health()).orders.PENDING).to.equal(0);
      });
    }

    it('refuses a missing body, however it is missing', async () => {
      expect(await faults(await send('POST', '/orders'))).to.deep.equal(['/body']);
      expect(await faults(await place(''))).to.deep.equal(['/body']);
      const chunked = http.request(`${url}/orders`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' },
      });
      chunked.end();
      const [answer] = (await once(chunked, 'response')) as [http.IncomingMessage];
      answer.resume();
      expect(answer.statusCode).to.equal(400);
    });

    it('reports the faults of headers, query and body in one answer', async () => {
      const response = await send(
        'POST',
        '/orders?foo=1&bar=2',
        JSON.stringify({ ...BUY, quantity: -1, more: true }),
        { 'Idempotency-Key': 'two words', 'X-Execution-Delay-Ms': '0x10' },
      );
      expect(await faults(response)).to.deep.equal([
        '/body/more',
        '/body/quantity',
        '/headers/idempotency-key',
        '/headers/x-execution-delay-ms',
        '/query/bar',
        '/query/foo',
      ]);
      const malformed = await place('{', { 'X-Execution-Delay-Ms': '60001' });
      expect(await faults(malformed)).to.deep.equal(['/body', '/headers/x-execution-delay-ms']);
    });

    const arabic = Buffer.from('٥').toString('latin1');
    const beyondAll = '9'.repeat(309); // Infinity, to JavaScript
    for (const delay of [
      ...['-1', '60001', '1.5', '5.0', '1e1', '0x10', 'soon', '+5', '', arabic],
      ...['9007199254740993', beyondAll],
    ]) {
      it(`refuses the execution delay "${delay}"`, async () => {
        const response = await place(BUY, { 'X-Execution-Delay-Ms': delay });
        expect(await faults(response)).to.deep.equal(['/headers/x-execution-delay-ms']);
      });
    }

    it('refuses a body that is not JSON, however large', async () => {
      for (const type of ['text/plain', 'application/xml', 'nonsense']) {
        const response = await place('x'.repeat(20_000), { 'Content-Type': type });
        expect((await problem(response)).status, type).to.equal(415);
      }
    });

    it('refuses encodings that it does not know', async () => {
      const charset = { 'Content-Type': 'application/json; charset=latin1' };
      expect((await place(BUY, charset)).status).to.equal(415);
      expect((await place(BUY, { 'Content-Encoding': 'rot13' })).status).to.equal(415);
    });

    it('takes 16 KiB and not a byte more', async () => {
      const body = JSON.stringify(BUY);
      expect((await place(body.padEnd(16_384))).status).to.equal(201);
      expect((await problem(await place(body.padEnd(16_385)))).status).to.equal(413);
    });

    const tooLong = `[${' '.repeat(20_000)}`;
    for (const [what, headers, bytes] of [
      ['in chunks', {}, tooLong],
      ['that is announced', { 'Content-Length': '1000000' }, '['],
      ['that is compressed', { 'Content-Encoding': 'gzip' }, gzipSync(tooLong)],
    ] as const)
      it(`refuses a body over the limit ${what}, whether or not it ends`, async () => {
        const type = { 'Content-Type': 'application/json' };
        const request = http.request(`${url}/orders`, {
          ...{ method: 'POST', headers: { ...type, ...headers } },
        });
        afterThisTest(() => request.destroy());
        request.on('error', () => undefined).write(bytes);
        const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
        expect(answer.statusCode).to.equal(413);
      });

    it('answers the next request on a connection whose body it has refused', async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      afterThisTest(() => agent.destroy());
      const statuses: (number | undefined)[] = [];
      for (const bytes of [tooLong, gzipSync(tooLong), JSON.stringify(BUY)]) {
        const coding = typeof bytes === 'string' ? {} : { 'Content-Encoding': 'gzip' };
        const headers = { 'Content-Type': 'application/json', ...coding };
        const request = http.request(`${url}/orders`, { agent, method: 'POST', headers });
        const [answer] = (await once(request.end(bytes), 'response')) as [http.IncomingMessage];
        statuses.push(answer.statusCode);
        await once(answer.resume(), 'end');
      }
      expect(statuses).to.deep.equal([413, 413, 201]);
    });

    it('gives the first answer again for the same idempotency key', async () => {
      const key = { 'Idempotency-Key': 'key' };
      const answers = await Promise.all([1, 2, 3, 4].map(() => place(BUY, key)));
      const bodies = await Promise.all(answers.map((answer) => answer.text()));
      expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([201]));
      expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).to.equal(1);
      expect(new Set(bodies).size).to.equal(1);
      expect((await health()).orders.PENDING).to.equal(1);

      const other = await place({ ...BUY, quantity: 1 }, key);
      expect((await problem(other)).status).to.equal(422);
    });

    it('forgets the idempotency key of a request that placed nothing', async () => {
      const key = { 'Idempotency-Key': 'key' };
      expect((await place({}, key)).status).to.equal(400);
      expect((await place(BUY, key)).status).to.equal(201);
    });

    it('is refused by a full platform, with a time to try again', async () => {
      ({ url } = await startPlatform({ MAX_ORDERS: '1' }));
      await placed();
      const response = await place(BUY);
      expect((await problem(response)).status).to.equal(503);
      expect(Number(response.headers.get('retry-after'))).to.be.at.least(1);
    });

    it('ignores the execution delay altogether when simulation controls are off', async () => {
      const clock = new ManualClock();
      const settings = { SIMULATION_CONTROLS: 'off', EXECUTION_DELAY_MS: '70-70' };
      ({ url } = await startPlatform(settings, { clock }));
      for (const delay of ['0', 'nonsense']) {
        const answer = place(BUY, { 'X-Execution-Delay-Ms': delay });
        await until(() => clock.waiting > 0);
        await clock.advance(0);
        const { orderId } = (await (await answer).json()) as Order;
        await clock.advance(69);
        expect((await health()).orders.PENDING, orderId).to.equal(1);
        await clock.advance(1);
      }
    });
  });

  describe('reading and cancelling', () => {
    it('cancels a pending order, which stays readable', async () => {
      const { orderId } = await placed();
      const response = await send('DELETE', `/orders/${orderId}`);
      expect(response.status).to.equal(204);
      expect(await response.text()).to.equal('');
      const read = (await (await send('GET', `/orders/${orderId}`)).json()) as Order;
      expect(read.orderStatus).to.equal('CANCELLED');

      const again = await problem(await send('DELETE', `/orders/${orderId}`));
      expect(again).to.include({ status: 409, orderStatus: 'CANCELLED' });
      expect(again.type).to.equal('urn:trading-platform:problem:order-not-pending');
    });

    it('knows no order that was not placed', async () => {
      for (const method of ['GET', 'DELETE']) {
        expect((await problem(await send(method, `/orders/${UNKNOWN}`))).status).to.equal(404);
      }
    });

    for (const id of ['abc', `urn:uuid:${UNKNOWN}`, '%ZZ', '%FF', 'a%2Fb', `${UNKNOWN}0`]) {
      it(`refuses the malformed id ${id}`, async () => {
        for (const method of ['GET', 'DELETE']) {
          expect(await faults(await send(method, `/orders/${id}`))).to.deep.equal([
            '/params/orderId',
          ]);
        }
      });
    }

    it('takes no notice of a body where none belongs', async () => {
      const { orderId } = await placed();
      const response = await send('DELETE', `/orders/${orderId}`, '{"any":"thing"');
      expect(response.status).to.equal(204);
    });
  });

  describe('listing', () => {
    const next = (response: Response) =>
      /^<(.+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];

    it('leads from page to page, with its filters, until there is no more', async () => {
      const { orderId } = await placed();
      for (const symbol of ['BTC/USD', 'EURUSD', 'BTC/USD', 'BTC/USD']) {
        await place({ ...BUY, symbol });
      }
      const pages: number[] = [];
      let path: string | undefined = '/orders?symbol=BTC/USD&orderStatus=PENDING&limit=2';
      while (path !== undefined) {
        const response: Response = await send('GET', path);
        expect(response.status).to.equal(200);
        const orders = (await response.json()) as Order[];
        expect(orders.every(({ symbol }) => symbol === 'BTC/USD')).to.equal(true);
        pages.push(orders.length);
        path = next(response);
      }
      expect(pages).to.deep.equal([2, 1]);

      const all = (await (await send('GET', '/orders')).json()) as Order[];
      expect(all.length).to.equal(5);
      expect(all[4].orderId).to.equal(orderId);
    });

    it('has no next page when a page ends with the last order', async () => {
      await placed();
      await placed();
      expect(next(await send('GET', '/orders?limit=2'))).to.equal(undefined);
      expect(next(await send('GET', '/orders?limit=1'))).to.match(/^\/orders\?limit=1&cursor=/);
    });

    it('refuses a cursor that it has not given, whatever it looks like', async () => {
      for (let count = 0; count < 3; count++) await placed();
      const path = next(await send('GET', '/orders?limit=1'))!;
      const cursor = new URLSearchParams(path.split('?')[1]).get('cursor')!;
      const refused = async (other: string) =>
        expect(await faults(await send('GET', `/orders?cursor=${other}`)), other).to.deep.equal([
          '/query/cursor',
        ]);
      for (const index of cursor.split('').keys()) {
        const character = cursor[index] === 'B' ? 'C' : 'B';
        await refused(cursor.slice(0, index) + character + cursor.slice(index + 1));
      }
      for (const position of ['0', '1', '2', '3', '1000'])
        await refused(Buffer.from(position).toString('base64url'));
      for (const other of [`${cursor}A`, `${cursor}=`, cursor.slice(1), `A${cursor}`])
        await refused(other);
      ({ url } = await startPlatform());
      await refused(cursor);
    });

    const invalid: [query: string, places: string[]][] = [
      ['limit=0', ['/query/limit']],
      ['limit=1001', ['/query/limit']],
      ['limit=-1', ['/query/limit']],
      ['limit=', ['/query/limit']],
      ['limit', ['/query/limit']],
      ['limit=1.5', ['/query/limit']],
      ['limit=1e1', ['/query/limit']],
      ['limit=0x10', ['/query/limit']],
      ['limit=5.0', ['/query/limit']],
      ['limit=%205', ['/query/limit']],
      ['limit=+5', ['/query/limit']],
      ['limit=%2B5', ['/query/limit']],
      ['limit=%D9%A5', ['/query/limit']], // an Arabic digit
      ['limit=99999999999999999999', ['/query/limit']],
      [`limit=${'9'.repeat(309)}`, ['/query/limit']], // Infinity, to JavaScript
      ['limit=5&limit=6', ['/query/limit']],
      ['orderStatus=pending', ['/query/orderStatus']],
      ['orderStatus=PENDING&orderStatus=EXECUTED', ['/query/orderStatus']],
      ['symbol=', ['/query/symbol']],
      ['symbol=eurusd', ['/query/symbol']],
      ['cursor=', ['/query/cursor']],
      ['cursor=nonsense', ['/query/cursor']],
      ['foo=1&bar=2', ['/query/bar', '/query/foo']],
      ['limit=0&foo=1&cursor=*', ['/query/cursor', '/query/foo', '/query/limit']],
    ];
    for (const [query, places] of invalid) {
      it(`refuses ?${query}`, async () => {
        expect(await faults(await send('GET', `/orders?${query}`))).to.deep.equal(places);
      });
    }
  });

  describe('the delay', () => {
    let clock: ManualClock;
    beforeEach(async () => {
      clock = new ManualClock();
      ({ url } = await startPlatform(
        { ENDPOINT_DELAY_MS: '100-1000' },
        { clock, random: { endpoint: () => 0.5, execution: () => 0 } },
      ));
    });

    it('holds each of the four endpoints, errors included, and nothing else', async () => {
      const answered: string[] = [];
      const paths = ['POST /orders', 'GET /orders', `GET /orders/${UNKNOWN}`, 'DELETE /orders/%ZZ'];
      const answers = paths.map((path) => {
        const [method, target] = path.split(' ');
        return send(method, target).then(() => answered.push(path));
      });
      await until(() => clock.waiting === 4);
      await clock.advance(549);
      for (const path of ['/health', '/openapi.json', '/nothing', '/test-results']) {
        await (await send('GET', path)).text();
      }
      expect((await send('PUT', '/orders')).status).to.equal(405);
      expect(answered).to.deep.equal([]);
      await clock.advance(1);
      await Promise.all(answers);
      expect(answered).to.have.members(paths);
    });
  });

  it('is answered by nobody when the platform has stopped', async () => {
    const { url: stopped, close } = await startPlatform();
    await close();
    const refused = await fetch(`${stopped}/health`).catch((error: Error) => error);
    expect(refused).to.be.instanceOf(Error);
  });

  it('finishes what is in flight when the platform stops, and closes the connection', async () => {
    const clock = new ManualClock();
    const platform = await startPlatform({ ENDPOINT_DELAY_MS: '100-100' }, { clock });
    ({ url } = platform);
    const agent = new http.Agent({ keepAlive: true });
    afterThisTest(() => agent.destroy());
    const request = http.get(`${url}/orders`, { agent });
    await until(() => clock.waiting === 1);
    const stopped = platform.close();
    await clock.advance(100);
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
    answer.resume();
    expect(answer.statusCode).to.equal(200);
    expect(answer.headers.connection).to.equal('close');
    await stopped;
  });
});
