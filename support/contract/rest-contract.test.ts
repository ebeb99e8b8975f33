import { expect } from 'chai';
import type { Capability } from './capabilities';
import { endpointOf } from './operations';
import { brokenRestPromises, type ObservedResponse } from './rest-contract';

const id = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
const order = {
  orderId: id,
  orderStatus: 'PENDING',
  symbol: 'EURUSD',
  side: 'BUY',
  quantity: 1000.5,
  placedAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:00.000Z',
};
const problem = { type: 'about:blank', title: 'Not found', status: 404 };

const placed = (changes: Partial<ObservedResponse> = {}, body: unknown = order) => ({
  ...{ method: 'POST', path: '/orders', status: 201 },
  headers: { 'content-type': 'application/json; charset=utf-8', location: `/orders/${id}` },
  text: JSON.stringify(body),
  ...changes,
});

const refused = (body: unknown, changes: Partial<ObservedResponse> = {}) => ({
  ...{ method: 'GET', path: `/orders/${id}`, status: 404, text: JSON.stringify(body) },
  headers: { 'content-type': 'application/problem+json' },
  ...changes,
});

describe('the REST contract', () => {
  it('finds the operation of a request', () => {
    expect(endpointOf('GET', '/orders?limit=5')?.operation.operationId).to.equal('listOrders');
    expect(endpointOf('DELETE', `/orders/${id}`)?.operation.operationId).to.equal('cancelOrder');
    expect(endpointOf('PUT', '/orders')).to.equal(undefined);
    expect(endpointOf('GET', '/nothing')).to.equal(undefined);
  });

  it('is kept by a complete answer', () => {
    expect(brokenRestPromises(placed())).to.deep.equal([]);
    expect(brokenRestPromises(refused(problem))).to.deep.equal([]);
  });

  const broken: [string, ObservedResponse, string, string][] = [
    ['an undocumented status', placed({ status: 200 }), 'PLACE-1', 'not documented'],
    [
      'a missing header',
      placed({ headers: { 'content-type': 'application/json' } }),
      'PLACE-2',
      'Location',
    ],
    ['a missing field', placed({}, { ...order, side: undefined }), 'PLACE-3', 'side'],
    ['an undocumented field', placed({}, { ...order, price: 1 }), 'PLACE-1', 'price'],
    [
      'a quantity as text',
      placed({}, { ...order, quantity: '1' }),
      'PLACE-3',
      'quantity must be number',
    ],
    [
      'a status that does not exist',
      placed({}, { ...order, orderStatus: 'FILLED' }),
      'PLACE-1',
      'orderStatus',
    ],
    ['a body that is not JSON', placed({ text: '<html>' }), 'PLACE-1', 'not JSON'],
    [
      'another media type',
      refused(problem, { headers: { 'content-type': 'text/html' } }),
      'REFUSE-2',
      'text/html',
    ],
    [
      'a problem with another status',
      refused({ ...problem, status: 400 }),
      'REFUSE-2',
      'another status',
    ],
    ['an invalid request without errors', refused(problem, { status: 400 }), 'REFUSE-3', 'errors'],
    [
      'a 405 without Allow',
      refused({ ...problem, status: 405 }, { method: 'PUT', status: 405 }),
      'REFUSE-4',
      'Allow',
    ],
    [
      'a cancel with a body',
      { ...placed(), method: 'DELETE', path: `/orders/${id}`, status: 204 },
      'CANCEL-1',
      'a body',
    ],
  ];
  for (const [what, response, clause, named] of broken)
    it(`is broken by ${what}`, () => {
      const failures = brokenRestPromises(response);
      expect(failures.map((each) => each.clause)).to.include(clause);
      expect(JSON.stringify(failures)).to.include(named);
    });

  describe('of a platform that does not claim all of it', () => {
    const clauses = (response: ObservedResponse, ...claims: Capability[]) =>
      brokenRestPromises(response, claims).map(({ clause }) => clause);
    const inWords = { text: 'no such order', headers: { 'content-type': 'text/plain' } };

    it('judges no words of an error, and still its status', () => {
      const plain = refused(problem, inWords);
      expect(clauses(plain, 'core')).to.deep.equal([]);
      expect(clauses(plain, 'core', 'problem-details')).to.deep.equal(['REFUSE-2']);
      expect(clauses({ ...plain, status: 418 }, 'core')).to.deep.equal(['READ-1']);
      expect(clauses({ ...plain, status: 500 }, 'core')).to.deep.equal(['REFUSE-1']);
    });

    it('takes a list of any length where no pages are claimed', () => {
      const text = JSON.stringify(Array.from({ length: 1001 }, () => order));
      const long = { ...placed(), method: 'GET', path: '/orders', status: 200, text };
      expect(clauses(long, 'core')).to.deep.equal([]);
      expect(clauses(long, 'core', 'paging')).to.deep.equal(['PAGE-2']);
    });

    it('lets any request be refused by one that is busy, if it says when to come again', () => {
      const busy = { text: '', status: 503, headers: {} };
      for (const path of ['/orders', '/orders/1', '/health', '/nowhere']) {
        const asked = { ...placed(), ...busy, method: 'GET', path };
        expect(clauses(asked, 'core'), path).to.deep.equal(['REFUSE-6']);
        expect(clauses({ ...asked, headers: { 'retry-after': '1' } }, 'core')).to.deep.equal([]);
      }
    });

    it('judges what each of its claims asks for by itself', () => {
      const full = { ...placed({ ...inWords, status: 503 }) };
      expect(clauses(full, 'core')).to.deep.equal(['REFUSE-6']);
      const wrongMethod = refused(problem, { ...inWords, method: 'PUT', status: 405 });
      expect(clauses(wrongMethod, 'core')).to.deep.equal([]);
      expect(clauses(wrongMethod, 'core', 'strict-http')).to.deep.equal(['REFUSE-4']);
    });
  });
});
