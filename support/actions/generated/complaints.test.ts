import { expect } from 'chai';
import type { Order } from '../../contract/types';
import { differences, listComplaints, refusalComplaints } from './complaints';

const refusal = (...paths: string[]) => ({
  status: 400,
  body: { errors: paths.map((path) => ({ path, message: 'is wrong' })) },
});

describe('a complaint about a refusal', () => {
  const faults = ['/body/side', '/body/price'];

  it('is not made when each fault is named, and one of them twice', () => {
    const answer = refusal('/body/price', '/body/side', '/body/side');
    expect(refusalComplaints({ faults }, answer)).to.deep.equal([]);
  });

  const wrong: [string, { status: number; body: unknown }, string][] = [
    ['another status', { ...refusal(...faults), status: 201 }, 'answered with 201'],
    ['a fault that is not named', refusal('/body/side'), 'without naming /body/price'],
    ['a fault that is none', refusal(...faults, '/body/quantity'), 'naming /body/quantity, where'],
    ['no body', { status: 400, body: undefined }, 'without naming /body/price, /body/side'],
  ];
  for (const [what, answer, complaint] of wrong)
    it(`is made about ${what}`, () => {
      expect(refusalComplaints({ faults }, answer).join()).to.include(complaint);
    });
});

const order = (changes: Partial<Order> = {}): Order => ({
  orderId: 'a',
  orderStatus: 'EXECUTED',
  symbol: 'OWN',
  side: 'BUY',
  quantity: 0.1,
  placedAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:02.000Z',
  ...changes,
});

describe('a complaint about an order', () => {
  const sent = { symbol: 'OWN', side: 'BUY', quantity: 0.1 } as const;

  it('is made about what differs', () => {
    expect(differences('accepted', sent, order())).to.deep.equal([]);
    expect(differences('accepted', sent, order({ quantity: 0.1000001 }))).to.deep.equal([
      'quantity was sent as 0.1 and accepted as 0.1000001',
    ]);
  });
});

describe('a complaint about a list', () => {
  const own = [order({ orderId: 'b', placedAt: '2026-01-31T12:00:01.000Z' }), order()];
  const [newer, older] = own;

  it('is not made when it shows what was asked for', () => {
    expect(listComplaints({}, own, own)).to.deep.equal([]);
    expect(listComplaints({ symbol: 'OWN', limit: 1 }, [newer], own)).to.deep.equal([]);
    expect(listComplaints({ symbol: 'OWN', orderStatus: 'PENDING' }, [], own)).to.deep.equal([]);
    expect(listComplaints({ symbol: 'OTHER' }, [], own)).to.deep.equal([]);
  });

  const wrong: [string, Parameters<typeof listComplaints>, string][] = [
    ['another symbol', [{ symbol: 'OTHER' }, [older], own], 'not asked for'],
    ['another status', [{ orderStatus: 'PENDING' }, [older], own], 'not asked for'],
    ['too many', [{ limit: 1 }, own, own], '2 orders where 1 is the limit'],
    ['more than the usual 100', [{}, Array<Order>(101).fill(older), own], '101 orders where 100'],
    ['the oldest first', [{}, [older, newer], own], 'not newest first'],
    ['an order twice', [{}, [older, older], own], 'twice'],
    ['too few', [{ symbol: 'OWN' }, [newer], own], '1 of the 2'],
  ];
  for (const [what, [query, listed, all], complaint] of wrong)
    it(`is made about ${what}`, () => {
      expect(listComplaints(query, listed, all).join()).to.include(complaint);
    });
});
