import { expect } from 'chai';
import type { Order, OrderStatus, OrderStatusEvent } from '../contract/types';
import { brokenInvariants, type ObservedSubscriber } from './invariants';
import type { Answer } from '../contract/messages';
import type { Subscription } from '../actors/subscriber';

const base: Order = {
  orderId: 'a',
  orderStatus: 'PENDING',
  symbol: 'EURUSD',
  side: 'BUY',
  quantity: 1,
  placedAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:00.000Z',
};
const executed: Order = {
  ...base,
  orderStatus: 'EXECUTED',
  updatedAt: '2026-01-31T12:00:02.000Z',
};

const event = (
  sequence: number,
  orderStatus: OrderStatus,
  changes: Partial<OrderStatusEvent> = {},
): OrderStatusEvent => ({
  ...{ sequence, orderStatus, orderId: 'a', symbol: 'EURUSD', side: 'BUY', quantity: 1 },
  occurredAt: orderStatus === 'PENDING' ? base.placedAt : executed.updatedAt,
  ...changes,
});

const toAll: Subscription[] = [{ room: 'orders', from: 0 }];

const subscriber = (
  events: OrderStatusEvent[],
  subscriptions = toAll,
  name = 'the subscriber',
  baseUrl = 'http://platform',
): ObservedSubscriber => ({
  name,
  baseUrl,
  subscriptions,
  log: { entries: events.map((each, index) => ({ at: 100 + index, event: each })) },
});

const answer = (method: string, body: unknown, answeredAt = 1): Answer => ({
  request: { method, path: '/orders', headers: {} },
  url: 'http://platform/orders',
  status: method === 'POST' ? 201 : 200,
  headers: {},
  text: JSON.stringify(body),
  body,
  sentAt: answeredAt - 1,
  answeredAt,
});

const life = [event(1, 'PENDING'), event(2, 'EXECUTED')];

describe('the invariants', () => {
  it('hold for a legal life that REST shows alike', () => {
    const answers = [
      answer('POST', base),
      answer('GET', executed, 2),
      answer('GET', [executed], 3),
    ];
    expect(brokenInvariants([subscriber(life)], answers)).to.deep.equal([]);
  });

  it('tell of a flood by its first, and of another order beside it', () => {
    const b = { orderId: 'b', symbol: 'GBPUSD' };
    const flood = Array.from({ length: 5_000 }, () => event(2, 'EXECUTED', { symbol: 'WRONG' }));
    const other = [event(3, 'PENDING', b), event(3, 'EXECUTED', b)];
    const broken = brokenInvariants([subscriber([...flood, ...other])], [answer('POST', base)]);
    expect(broken.length).to.be.below(100);
    expect(broken.filter(({ order }) => order === 'b').map(({ clause }) => clause)).to.include(
      'EVENT-2',
    );
  });

  it('tell of another end also where much else about the order was told before', () => {
    const odd = event(1, 'PENDING', { symbol: 'WRONG' });
    const answers = Array.from({ length: 30 }, (_, at) => answer('GET', executed, at + 2));
    const broken = brokenInvariants([subscriber([odd, event(2, 'CANCELLED')])], answers);
    expect(broken.map(({ clause }) => clause)).to.include.members(['EVENT-3', 'CANCEL-3']);
  });

  it('hold where a subscriber came late', () => {
    const late = subscriber([event(2, 'EXECUTED')], [{ room: 'orders', from: 50 }]);
    expect(brokenInvariants([late], [answer('POST', base)])).to.deep.equal([]);
  });

  const broken = (...events: OrderStatusEvent[]) => brokenInvariants([subscriber(events)], []);

  const lives: [string, OrderStatusEvent[]][] = [
    ['an event twice', [event(1, 'PENDING'), event(1, 'PENDING')]],
    ['PENDING twice', [event(1, 'PENDING'), event(2, 'PENDING')]],
    ['EXECUTED twice', [...life, event(3, 'EXECUTED')]],
    ['EXECUTED after CANCELLED', [event(1, 'CANCELLED'), event(2, 'EXECUTED')]],
    ['PENDING after EXECUTED', [event(1, 'EXECUTED'), event(2, 'PENDING')]],
    ['a sequence that falls', [event(5, 'PENDING'), event(4, 'EXECUTED')]],
    ['a sequence that stays', [event(5, 'PENDING'), event(5, 'EXECUTED')]],
  ];
  for (const [what, events] of lives)
    it(`are broken by ${what}`, () => {
      expect(broken(...events)).to.not.be.empty;
    });

  it('are broken by an event that nobody asked for', () => {
    const [fault] = brokenInvariants([subscriber(life, [{ room: 'order:b', from: 0 }])], []);
    expect(fault).to.include({ clause: 'EVENT-5', subscriber: 'the subscriber' });
  });

  it('are broken by a new order that is not PENDING first', () => {
    const [fault] = brokenInvariants(
      [subscriber([event(2, 'EXECUTED')])],
      [answer('POST', base, 60)],
    );
    expect(fault).to.include({ clause: 'EVENT-1', order: 'a' });
  });

  it('are broken by two subscribers that are told different things', () => {
    const others = subscriber([event(1, 'PENDING', { quantity: 2 })], toAll, 'another');
    expect(brokenInvariants([subscriber(life), others], [])).to.have.lengthOf(1);
  });

  it('are broken by an event that differs from what REST shows', () => {
    for (const changes of [{ quantity: 2 }, { side: 'SELL' as const }, { symbol: 'X' }])
      expect(
        brokenInvariants([subscriber([event(1, 'PENDING', changes)])], [answer('GET', base)]),
      ).to.have.lengthOf(1);
    const [time] = brokenInvariants(
      [subscriber([event(1, 'PENDING', { occurredAt: executed.updatedAt })])],
      [answer('GET', base)],
    );
    expect(time).to.include({
      ...{ clause: 'EVENT-3', sentence: 'an event and REST differ in time', order: 'a' },
      ...{ expected: `time ${base.placedAt}`, seen: `time ${executed.updatedAt}` },
    });
  });

  const histories: [string, unknown[]][] = [
    ['is PENDING again', [executed, base]],
    ['has two final statuses', [executed, { ...executed, orderStatus: 'CANCELLED' }]],
    ['is final at two times', [executed, { ...executed, updatedAt: '2026-01-31T12:00:09.000Z' }]],
    ['has another quantity', [base, { ...base, quantity: 2 }]],
    ['changed before it was placed', [{ ...base, updatedAt: '2026-01-31T11:00:00.000Z' }]],
  ];
  for (const [what, history] of histories)
    it(`are broken by an order that over REST ${what}`, () => {
      const answers = history.map((each, index) => answer('GET', each, 10 * (index + 1)));
      expect(brokenInvariants([], answers)).to.have.lengthOf(1);
    });

  it('are broken by an order that is not kept as it was sent', () => {
    const placed = answer('POST', { ...base, quantity: 2 });
    placed.request.body = JSON.stringify({ symbol: 'EURUSD', side: 'BUY', quantity: 1 });
    const [fault, ...others] = brokenInvariants([], [placed]);
    expect(others).to.deep.equal([]);
    expect(fault).to.include({ clause: 'PLACE-3', order: 'a' });
  });

  it('blame, of two events in the wrong order, the one that stands out', () => {
    const [a, b, c] = [10, 1010, 11].map((sequence, index) =>
      event(sequence, 'PENDING', { orderId: ['a', 'b', 'c'][index] ?? '' }),
    );
    const faults = brokenInvariants([subscriber([a, b, c])], []);
    expect(faults.map(({ order }) => order)).to.deep.equal(['b']);
  });

  it('do not judge answers that were under way at the same time', () => {
    const early = answer('GET', executed, 10);
    const late = { ...answer('GET', base, 11), sentAt: 5 };
    expect(brokenInvariants([], [early, late])).to.deep.equal([]);
  });

  it('allow the first answer to a key to come again', () => {
    const again = answer('POST', base, 5);
    again.request.headers['Idempotency-Key'] = 'k';
    expect(brokenInvariants([], [answer('GET', executed, 2), again])).to.deep.equal([]);
  });

  describe('of who loses the connection, or asks for what was missed,', () => {
    const other = (sequence: number) =>
      event(sequence, 'PENDING', { orderId: `order ${sequence}` });
    const witness = subscriber([1, 2, 3, 4].map(other), toAll, 'the witness');
    const brokenFor = (events: OrderStatusEvent[], more: Partial<ObservedSubscriber> = {}) => {
      const due = [{ room: 'orders', from: 0, after: 1 }];
      return brokenInvariants([witness, { ...subscriber(events, due), ...more }], []);
    };

    it('hold where nothing is left out', () => {
      expect(brokenFor([2, 3, 4].map(other))).to.deep.equal([]);
    });

    it('do not ask for what came before, or may be still on its way', () => {
      expect(brokenFor([2, 3].map(other))).to.deep.equal([]);
    });

    it('are broken by a hole, for which the way of coming back is blamed', () => {
      const [failure, ...others] = brokenFor([2, 4].map(other), { returnedBy: 'REPLAY-1' });
      expect(others).to.deep.equal([]);
      expect(failure).to.include({ clause: 'REPLAY-1', general: 'EVENT-1', order: 'order 3' });
    });

    it('do not ask a subscriber to one order for those of others', () => {
      const due = [{ room: 'order:order 2', from: 0, after: 1 }];
      expect(brokenFor([other(2)], { subscriptions: due })).to.deep.equal([]);
    });

    const inRuns = (...runs: OrderStatusEvent[][]) => ({
      entries: runs.flatMap((events, run) =>
        events.map((each, index) => ({ at: 100 + index, event: each, epoch: 'e', run })),
      ),
    });

    it('allow earlier events where they were asked for, and judge lives as they happened', () => {
      const log = inRuns([event(2, 'EXECUTED')], [event(1, 'PENDING'), event(3, 'PENDING', { orderId: 'b' })]); // prettier-ignore
      expect(brokenInvariants([{ ...subscriber([]), log }], [])).to.deep.equal([]);
    });

    it('are broken by an event that is repeated then', () => {
      const log = inRuns(life, [event(1, 'PENDING')]);
      expect(brokenInvariants([{ ...subscriber([]), log }], [])).to.have.lengthOf(1);
    });

    it('do not compare the sequences of two epochs', () => {
      const of = (epoch: string, each: OrderStatusEvent, name: string) => ({
        ...subscriber([], toAll, name),
        log: { entries: [{ at: 100, event: each, epoch }] },
      });
      const two = [of('e', other(1), 'one'), of('f', event(1, 'PENDING'), 'another')];
      expect(brokenInvariants(two, [])).to.deep.equal([]);
    });
  });
});
