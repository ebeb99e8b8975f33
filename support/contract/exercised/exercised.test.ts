import { expect } from 'chai';
import type { Answer } from '../messages';
import { contractItems } from './contract-items';
import { exercisedBy } from './exercised';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

function answer(request: string, status: number, rest: Partial<Answer> = {}): Answer {
  const [method = '', path = ''] = request.split(' ');
  return {
    request: { method, path, headers: {} },
    url: '',
    status,
    headers: {},
    text: '',
    body: undefined,
    sentAt: 0,
    answeredAt: 0,
    ...rest,
  };
}

const refusedFor = (...paths: string[]) => ({ errors: paths.map((path) => ({ path })) });

describe('what of the contract is exercised', () => {
  it('is enumerated without repetition', () => {
    const ids = contractItems().map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.include.members([
      'DELETE /orders/{orderId} → 409',
      'POST /orders → 201, Location',
      'GET /orders, query/limit: left out and accepted',
      'POST /orders, body/side: left out and refused',
      'order:status CANCELLED',
      'subscribe → accepted, with order',
    ]);
  });

  it('takes messages without content for nothing', () => {
    const messages = ['order:status', 'answer to subscribe'].map((name) => ({
      name,
      payload: null,
    }));
    expect(exercisedBy([answer('POST /orders', 201)], messages)).to.have.keys([
      'POST /orders → 201',
      'POST /orders, headers/Idempotency-Key: left out and accepted',
      'POST /orders, headers/X-Execution-Delay-Ms: left out and accepted',
    ]);
  });

  it('counts a response, its headers and the fields of the request', () => {
    const request = {
      method: 'POST',
      path: '/orders',
      headers: { 'idempotency-key': 'k' },
      body: '{"symbol":"X","side":"BUY","quantity":1}',
    };
    const headers = { location: `/orders/${orderId}`, date: 'today' };
    const counts = exercisedBy(
      [answer('POST /orders', 201, { request, headers, body: { orderId } })],
      [],
    );
    expect(counts).to.deep.equal({
      'POST /orders → 201': 1,
      'POST /orders → 201, Location': 1,
      'POST /orders, headers/Idempotency-Key: given and accepted': 1,
      'POST /orders, headers/X-Execution-Delay-Ms: left out and accepted': 1,
      'POST /orders, body/symbol: given and accepted': 1,
      'POST /orders, body/side: given and accepted': 1,
      'POST /orders, body/quantity: given and accepted': 1,
    });
  });

  it('tells a field that is wrong from one that is left out, by what the refusal names', () => {
    const request = { method: 'POST', path: '/orders', headers: {}, body: '{"quantity":-1}' };
    const body = refusedFor('/body/quantity', '/body/symbol');
    expect(exercisedBy([answer('', 400, { request, body })], [])).to.deep.equal({
      'POST /orders → 400': 1,
      'POST /orders, body/quantity: wrong and refused': 1,
      'POST /orders, body/symbol: left out and refused': 1,
    });
  });

  it('knows a query and a path', () => {
    const counts = exercisedBy(
      [
        answer('GET /orders?limit=0', 400, { body: refusedFor('/query/limit') }),
        answer('GET /orders/42', 400, { body: refusedFor('/params/orderId') }),
        answer('GET /nothing', 404),
        answer('PUT /orders', 405),
      ],
      [],
    );
    expect(Object.keys(counts)).to.have.members([
      'GET /orders → 400',
      'GET /orders, query/limit: wrong and refused',
      'GET /orders/{orderId} → 400',
      'GET /orders/{orderId}, params/orderId: wrong and refused',
      'a path that does not exist → 404',
      'a method that a path does not have → 405',
    ]);
  });

  it("counts events of the scenario's own orders alone", () => {
    const event = (id: string) => ({
      name: 'order:status',
      payload: { orderId: id, orderStatus: 'EXECUTED' },
    });
    const placed = answer('POST /orders', 201, { body: { orderId } });
    const counts = exercisedBy([placed], [event(orderId), event('somebody else')]);
    expect(counts['order:status EXECUTED']).to.equal(1);
  });

  it('counts what was asked over Socket.IO and how it was answered', () => {
    const name = 'answer to subscribe';
    const ok = { ok: true, room: 'orders' };
    const counts = exercisedBy(
      [],
      [
        { name, asked: [], payload: ok },
        { name, asked: [{ orderId }], payload: { ...ok, order: {} } },
        { name, asked: [{ orderId: '42' }], payload: { ok: false, error: 'orderId: no' } },
        { name, asked: ['nonsense'], payload: { ok: false, error: 'no' } },
      ],
    );
    expect(counts).to.deep.equal({
      'subscribe → accepted': 2,
      'subscribe → accepted, with order': 1,
      'subscribe → refused': 2,
      'subscribe, orderId: left out and accepted': 1,
      'subscribe, orderId: given and accepted': 1,
      'subscribe, orderId: wrong and refused': 1,
      'subscribe, since: left out and accepted': 2,
    });
  });

  it('counts what was asked over plain WebSocket and how it was answered', () => {
    const first = { type: 'subscribed', room: 'orders', replayed: 0, complete: true };
    const counts = exercisedBy(
      [
        answer('GET /ws?since=1', 400, { body: refusedFor('/query/epoch') }),
        answer('GET /ws', 101),
      ],
      [{ name: 'first frame', asked: [{ since: '1', epoch: 'e' }], payload: first }],
    );
    expect(counts).to.deep.equal({
      'GET /ws → 400': 1,
      'first frame → accepted': 1,
      'first frame → accepted, with replayed': 1,
      'first frame → accepted, with complete': 1,
      'GET /ws, query/orderId: left out and accepted': 1,
      'GET /ws, query/since: given and accepted': 1,
      'GET /ws, query/epoch: given and accepted': 1,
    });
  });
});
