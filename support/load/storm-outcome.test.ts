import { expect } from 'chai';
import type { Order, OrderStatus, OrderStatusEvent } from '../contract/types';
import { EventLog } from '../platform/event-log';
import type { Answer } from '../contract/messages';
import { plainWebSocket } from '../platform/connections/transports';
import type { PlacedOrder } from '../actors/placed-order';
import type { Subscriber } from '../actors/subscriber';
import type { StormSubscriber } from './storm';
import { outcomeOf } from './storm-outcome';

const placed = (orderId: string): PlacedOrder => ({
  order: { orderId } as Order,
  answer: { answeredAt: -100_000 } as Answer, // overdue, so that nobody waits for what is missing
});
const event = (sequence: number, orderStatus: OrderStatus, orderId = 'a') =>
  ({ sequence, orderStatus, orderId, occurredAt: '' }) as OrderStatusEvent;

const life = [event(1, 'PENDING'), event(2, 'EXECUTED')];

function subscriber(
  events: OrderStatusEvent[],
  more: Partial<StormSubscriber> = {},
): StormSubscriber {
  const log = new EventLog('one');
  events.forEach((each) => log.record(each));
  const roundTrip = () => Promise.resolve();
  const one = { name: 'one', log, roundTrip, returnedBy: 'REPLAY-1' } as unknown as Subscriber;
  const calm = {
    closed: 1,
    frozen: 2,
    unanswered: 5,
    recovered: 0,
    replays: 3,
    replayed: 4,
    gaps: 0,
  };
  return { subscriber: one, ...{ transport: plainWebSocket, ...calm, ...more } };
}

describe('the outcome of a storm', () => {
  const failuresOf = async (one: StormSubscriber) =>
    (await outcomeOf({ subscribers: [one], orders: [placed('a')] })).failures;

  it('is good where everybody has everything, with orders of others between', async () => {
    const all = [life[0], event(2, 'PENDING', 'of others'), event(3, 'EXECUTED')];
    expect(await failuresOf(subscriber(all))).to.deep.equal([]);
  });

  it('is not where an event is missing', async () => {
    const [failure] = await failuresOf(subscriber(life.slice(1)));
    expect(failure).to.include({ clause: 'REPLAY-1', general: 'EVENT-1' });
    expect(failure?.details).to.deep.equal(['PENDING a']);
  });

  it('is good where a gap was told', async () => {
    expect(await failuresOf(subscriber(life.slice(1), { gaps: 1 }))).to.deep.equal([]);
  });

  it('is not where an event comes twice, or too late', async () => {
    for (const events of [[...life, life[1]], [...life].reverse()]) {
      const [failure] = await failuresOf(subscriber(events, { gaps: 1 }));
      expect(failure).to.include({ general: 'EVENT-2' });
    }
  });

  it('asks who waits for one order for its end alone', async () => {
    const one = subscriber([event(7, 'EXECUTED', 'b')], { awaited: placed('b') });
    expect(await failuresOf(one)).to.deep.equal([]);
  });

  it('asks who came after the end of that order for nothing', async () => {
    const one = subscriber([], { awaited: placed('b'), isLate: true });
    expect(await failuresOf(one)).to.deep.equal([]);
  });

  it('says for each kind what was lost and what came', async () => {
    const { table } = await outcomeOf({ subscribers: [subscriber(life)], orders: [placed('a')] });
    expect(table.split('\n')[2]?.match(/\d+/g)).to.deep.equal([
      '1',
      '1',
      '2',
      '5',
      '0',
      '3',
      '4',
      '0',
      '2',
      '2',
    ]);
  });
});
