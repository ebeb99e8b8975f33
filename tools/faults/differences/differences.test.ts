import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { OrderStatusEvent } from '../../../support/contract/types';
import type { Ask, Client, Line, Reply, RestRequest, RestResponse } from '../fault';
import { answer, headerOf, jsonOf, problem, withHeader } from '../tools';
import { otherJson } from './other-json';
import { differences } from '.';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
const order = {
  orderId,
  symbol: 'EUR/USD',
  quantity: 1000.5,
  placedAt: '2026-01-31T12:00:00.000Z',
};
const client = {} as Client;
const request = (path: string, headers = {}): RestRequest => ({
  ...{ method: 'GET', path, headers: { host: 'platform:81', ...headers }, body: Buffer.of() },
});

describe('what is different and right', () => {
  const line = { clients: new Set(), follow: () => undefined } as unknown as Line;

  it('has names of its own, and says what allows it', () => {
    expect(new Set(differences.map(({ name }) => name)).size).to.equal(differences.length);
    for (const { name, by, tamper } of differences) {
      expect(name).to.match(/^(with|without|whose|that) .*[^.]$/);
      expect(by).to.match(/^[A-Z]/);
      expect(tamper(line)).to.not.equal(tamper(line));
    }
  });

  const named = (part: string) => {
    const found = differences.find(({ name }) => name.includes(part));
    if (!found) throw new Error(`there is no difference "${part}"`);
    return found.tamper(line);
  };

  /** What comes of a request, and what the platform has been asked. */
  async function through(part: string, asked: RestRequest, given: RestResponse) {
    const forwarded: RestRequest[] = [];
    const response = await named(part).rest!(asked, (each) => {
      forwarded.push(each);
      return Promise.resolve(given);
    });
    return { response, forwarded: forwarded[0] };
  }

  async function header(part: string, name: string, value: string, path = '/orders') {
    const { response } = await through(
      part,
      request(path),
      withHeader(answer(200, []), name, value),
    );
    return response.headers[name];
  }

  it('compresses for who can read it', async () => {
    const asked = request('/', { 'accept-encoding': 'br, gzip' });
    const { response } = await through('compressed', asked, answer(200, order));
    expect(gunzipSync(response.body).toString()).to.equal(JSON.stringify(order));
    const { response: plain } = await through('compressed', request('/'), answer(200, order));
    expect(jsonOf(plain)).to.deep.equal(order);
  });

  it('leads to the same by other addresses', async () => {
    const whole = `http://platform:81/orders/${orderId}`;
    expect(await header('Location is a whole', 'location', `/orders/${orderId}`)).to.equal(whole);
    expect(await header('Location is rel', 'location', '/orders/1')).to.equal('orders/1');
    expect(await header('Link is a whole', 'link', '</orders?cursor=1>; rel="next"')).to.equal(
      '<http://platform:81/orders?cursor=1>; rel="next"',
    );
  });

  it('leads on among other links', async () => {
    const links = await header('several relations', 'link', '</orders?cursor=1>; rel="next"');
    expect(links).to.have.lengthOf(2);
    expect(links?.[1]).to.match(/^<\/orders\?cursor=1>.*rel="archives next"$/);
  });

  it('has cursors of its own', async () => {
    const given = withHeader(answer(200, []), 'link', '</orders?cursor=MTA&limit=1>; rel="next"');
    const { response } = await through('cursors', request('/orders'), given);
    const [, path = ''] = /<(.*)>/.exec(headerOf(response, 'link') ?? '') ?? [];
    expect(new URLSearchParams(path.split('?')[1]).get('cursor')).to.equal('MTA+/=&é');
    const { forwarded } = await through('cursors', request(path), answer(200, []));
    expect(forwarded.path).to.equal('/orders?cursor=MTA&limit=1');
  });

  it('writes headers in other ways', async () => {
    expect(await header('media types', 'content-type', 'application/json; charset=utf-8')).to.equal(
      'APPLICATION/JSON ; charset="UTF-8"',
    );
    expect(await header('Allow', 'allow', 'GET, POST')).to.equal('HEAD ,POST ,GET');
    expect(await header('without Date', 'date', 'Sat, 31 Jan 2026 12:00:00 GMT')).to.equal(
      undefined,
    );
  });

  for (const [part, shown] of [
    ['identifiers in capitals', orderId.toUpperCase()],
    ['version 1', '3015eaa0-717a-1e32-9150-0f6e6dcb0246'],
    ['version 7', '3015eaa0-717a-7e32-9150-0f6e6dcb0246'],
  ] as const)
    it(`has other identifiers everywhere: ${part}`, async () => {
      const tampering = named(part);
      const given = withHeader(answer(200, order), 'location', `/orders/${orderId}`);
      const { response, forwarded } = await through(part, request(`/orders/${shown}`), given);
      expect(jsonOf(response)).to.deep.equal({ ...order, orderId: shown });
      expect(headerOf(response, 'location')).to.equal(`/orders/${shown}`);
      expect(forwarded.path.toLowerCase()).to.equal(`/orders/${orderId}`);
      const [event] = tampering.event!(order as unknown as OrderStatusEvent, client);
      expect(event).to.include({ orderId: shown });
      const ask = tampering.ask!(
        { name: 'subscribe', payload: [{ orderId: shown }] },
        client,
      ) as Ask;
      expect(JSON.stringify(ask.payload).toLowerCase()).to.include(orderId);
      const reply = tampering.reply!({ ok: true, room: `order:${orderId}` }, ask, client);
      expect(reply).to.include({ room: `order:${shown}` });
    });

  const subscribed: Reply = { ok: true, room: 'orders', epoch: 'e', sequence: 4 };
  const since = (epoch: string, sequence: number): Ask => ({
    ...{ name: 'subscribe', payload: [{ since: { epoch, sequence } }] },
  });

  it('counts with gaps', () => {
    const { ask, reply, event } = named('gaps');
    expect(reply!(subscribed, since('e', 0), client)).to.include({ sequence: 31 });
    const [told] = event!({ sequence: 4 } as OrderStatusEvent, client);
    expect(told).to.include({ sequence: 31 });
    for (const [shown, meant] of [
      [31, 4],
      [37, 4],
      [38, 5],
      [0, 0],
    ] as const)
      // prettier-ignore
      expect(ask!(since('e', shown), client)).to.deep.equal(since('e', meant));
    expect(ask!(since('e', 1.5), client)).to.deep.equal(since('e', 1.5));
  });

  it('has epochs of its own', () => {
    const { ask, reply } = named('epochs');
    const { epoch } = reply!(subscribed, since('e', 0), client) as { epoch: string };
    expect(epoch).to.match(/^e .*#$/);
    expect(ask!(since(epoch, 2), client)).to.deep.equal(since('e', 2));
    expect(ask!(since('other', 2), client)).to.deep.equal(since('other', 2));
  });

  it('says more, or the same in other words, where it refuses', async () => {
    const refusal = problem(400, 'Invalid', { errors: [{ path: '/body', message: 'is missing' }] });
    const { response: more } = await through('more members', request('/'), refusal);
    expect(jsonOf(more)).to.include({ title: 'Invalid', code: 'E4711' });
    const { response: other } = await through('other words', request('/'), refusal);
    const said = jsonOf(other) as { title: string; status: number; errors: object[] };
    expect(said).to.include({ status: 400, title: 'Nein.' });
    expect(said.errors).to.deep.equal([{ path: '/body', message: 'Das geht so nicht.' }]);
    expect(named('other words').refusal!(refusal, since('e', 0), client)).to.deep.equal(other);
  });

  it('has a clock of its own', async () => {
    const given = withHeader(answer(200, order), 'date', 'Sat, 31 Jan 2026 12:00:00 GMT');
    const { response } = await through('clock', request('/orders'), given);
    expect(jsonOf(response)).to.include({ placedAt: '2026-01-31T12:02:17.000Z' });
    expect(headerOf(response, 'date')).to.equal('Sat, 31 Jan 2026 12:02:17 GMT');
  });

  it('writes JSON that says the same', () => {
    const values = [
      ...[null, true, '', 'a/"b"\\\n', 'é😀', 0, 1e-7, 400, 999999999.999999, 0.1234567890123456],
      ...[[], {}, [1, [2, { a: [] }]], { ...order, '': null, nested: { list: [order] } }],
    ];
    for (const value of values) expect(JSON.parse(otherJson(value))).to.deep.equal(value);
    expect(otherJson({ a: 'EUR/USD', b: undefined, c: 1000.5 })).to.equal(
      '{\r\n"\\u0063"\n :  1.0005E+3\t,\n"\\u0061"\n :  "\\u0045UR\\/USD" }',
    );
  });
});
