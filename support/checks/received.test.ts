import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import type { ObservedSubscriber } from './invariants';
import { receivedBy } from './received';

const of = (sequence: number, orderId = 'a') => ({ sequence, orderId }) as OrderStatusEvent;

function subscriber(
  name: string,
  events: [at: number, event: OrderStatusEvent][],
  ...subscriptions: ObservedSubscriber['subscriptions']
): ObservedSubscriber {
  const entries = events.map(([at, event]) => ({ at, event, epoch: 'e' }));
  return { name, baseUrl: 'http://x', subscriptions, log: { entries } };
}

describe('what some subscribers received', () => {
  it('is told once, however many have had it', () => {
    const own = { room: 'orders', from: 0, after: 4 };
    const { events, subscribers } = receivedBy([
      subscriber('Risk', [[1, of(5)], [2, of(6)]], own), // prettier-ignore
      subscriber('Desk', [[2, of(6)]], own),
      subscriber('Nobody', [], own),
    ]);
    expect(events.map(({ event }) => event.sequence)).to.deep.equal([5, 6]);
    expect(subscribers.map(({ name, had }) => [name, had])).to.deep.equal([
      ['Risk', [0, 1]],
      ['Desk', [1]],
    ]);
  });

  it('was due from where each subscription began to the last that it brought', () => {
    const events: [number, OrderStatusEvent][] = [[1, of(5)], [2, of(7, 'b')], [9, of(9)]]; // prettier-ignore
    const { subscribers } = receivedBy([
      subscriber(
        'Risk',
        events,
        { room: 'orders', from: 0, to: 3, after: 4 },
        { room: 'orders', from: 8, after: 8 },
        { room: 'order:a', from: 0 },
        { room: 'order:c', from: 0, after: 4 },
      ),
    ]);
    expect(subscribers[0]?.due).to.deep.equal([
      { room: 'orders', epoch: 'e', after: 4, upTo: 7 },
      { room: 'orders', epoch: 'e', after: 8, upTo: 9 },
      { room: 'order:a', epoch: 'e', after: 5, upTo: 9 },
    ]);
  });

  it('says when it was asked for, and by which clause it begins', () => {
    const own = { room: 'orders', from: 5, after: 4, beginsAfter: 3 };
    const { subscribers } = receivedBy([
      { ...subscriber('Risk', [[6, of(5)]], own), promises: { beginning: 'WS-1' } },
    ]);
    expect(subscribers[0]?.due[0]?.asked).to.deep.equal({
      at: performance.timeOrigin + 3,
      clause: 'WS-1',
    });
  });
});
