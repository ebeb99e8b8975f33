import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import type { Entry } from './entries';
import { recordOf, type Recording } from './evidence-record';
import type { Answer } from '../contract/messages';

const answer = (sentAt: number, status = 201): Entry => ({
  at: sentAt + 5,
  kind: 'answer',
  answer: {
    request: { method: 'POST', path: '/orders', headers: { 'Idempotency-Key': 'k' }, body: '{}' },
    url: 'http://platform/orders',
    status,
    headers: { 'content-type': 'application/json', connection: 'close' },
    text: 'x'.repeat(3_000),
    body: undefined,
    sentAt,
    answeredAt: sentAt + 5,
  } satisfies Answer,
});
const event = (at: number, orderId = 'own'): Entry => ({
  at,
  kind: 'event',
  who: 'the subscriber',
  event: { ...{ sequence: 4, orderId, orderStatus: 'PENDING' }, ...{ side: 'BUY', quantity: 1, symbol: 'X' } } as OrderStatusEvent, // prettier-ignore
});
const recording: Recording = {
  start: 1_000,
  steps: [1_000, 1_100],
  placed: [],
  isOwn: (orderId) => orderId === 'own',
  mustBeShown: ({ status }) => status >= 500,
  isGood: true,
};

describe('the record of what a scenario saw', () => {
  it('is in the order in which things began, each in its step', () => {
    const { steps, seen } = recordOf([event(1_102), answer(1_099), event(900)], recording);
    expect(steps).to.deep.equal([0, 100]);
    expect(seen.map(({ kind, step, at }) => [kind, step, at])).to.deep.equal([
      ['event', -1, -100],
      ['exchange', 0, 99],
      ['event', 1, 102],
    ]);
  });

  it('shows a request with its headers and the response with those that matter, in short', () => {
    const [exchange] = recordOf([answer(1_000)], recording).seen;
    expect(exchange).to.deep.include({
      ...{ ms: 5, method: 'POST', path: '/orders', status: 201, body: '{}' },
      sent: { 'Idempotency-Key': 'k' },
      headers: { 'content-type': 'application/json' },
    });
    expect(JSON.stringify(exchange)).to.have.length.below(1_000).and.include('(3000 characters)');
  });

  it('counts events of other orders, and shows none', () => {
    const { seen, foreign } = recordOf([event(1_000, 'x'), event(1_001, 'y')], recording);
    expect(seen).to.deep.equal([]);
    expect(foreign).to.deep.equal({ 'the subscriber': 2 });
  });

  it('shows the first of very many and counts the others, and every failure', () => {
    const many = Array.from({ length: 100 }, (_, index) => answer(1_000 + index / 100));
    const { seen, omitted } = recordOf([...many, answer(1_050, 503)], recording);
    expect(seen.filter((each) => each.kind === 'exchange' && each.status === 503)).to.have.length(
      1,
    );
    expect(seen).to.have.length(6);
    expect(omitted).to.deep.equal([{ step: 0, kind: 'exchange', who: 'trader', count: 95 }]);
    const bad = recordOf(many, { ...recording, isGood: false });
    expect(bad.seen.length).to.be.above(seen.length);
  });
});
