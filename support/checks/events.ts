import { fence } from '../actions/fence';
import { expect } from 'chai';
import { expectNone } from './assertions';
import { deadlines, promised } from '../run/settings/deadlines';
import { describeEvent } from '../platform/event-log';
import { differencesBetween } from './invariants';
import { dueTime, untilFinal } from '../actions/lifecycle';
import type { Subscriber } from '../actors/subscriber';
import { aligned } from '../tables/rows';
import type { PlacedOrder } from '../actors/trader';
import type { TradingWorld } from '../world';
import type { LookUp } from '../actions/look-ups';

/** The columns that a table of events may have. */
export const eventColumns = ['orderStatus', 'side?', 'quantity?: number', 'symbol?'] as const;
export type EventRow = Partial<Record<'orderStatus' | 'side' | 'symbol', string>> & {
  quantity?: number | undefined;
};

/** Orders whose execution is further away cannot be shown to have gone quiet. */
const longestQuiet = 10_000;

/** Each subscriber receives these events for each order, in this order, and no other until now. */
export async function expectEvents(
  subscribers: readonly Subscriber[],
  orders: readonly PlacedOrder[],
  rows: readonly EventRow[],
): Promise<void> {
  await Promise.all(
    subscribers.flatMap((subscriber) =>
      orders.map((placed) => expectEventsOf(subscriber, placed, rows)),
    ),
  );
}

async function expectEventsOf(
  { name, log }: Subscriber,
  placed: PlacedOrder,
  rows: readonly EventRow[],
): Promise<void> {
  const { orderId } = placed.order;
  const wanted = rows.map(({ orderStatus }) => orderStatus).join(', ');
  await log.until(
    `${wanted} of order ${orderId}`,
    () => log.of(orderId).length >= rows.length,
    // all but an execution has been brought about by a step, and is due at once
    rows.some(({ orderStatus }) => orderStatus === 'EXECUTED') ? dueTime(placed) : deadlines.event,
  );
  const received = log.of(orderId).map(({ event }) => event);
  log.accounted.set(orderId, received.length);
  const columns = Object.keys(rows[0] ?? {}) as (keyof EventRow)[];
  const actual = received.map((event) => columns.map((column) => String(event[column])));
  const expected = rows.map((row) => columns.map((column) => String(row[column])));
  expect(
    actual,
    `${name} should have received for order ${orderId}\n${aligned([columns, ...expected])}\n` +
      `and received\n${aligned([columns, ...actual])}\n`,
  ).to.deep.equal(expected);
}

/**
 * The subscribers get no further event for the orders, also not at the time when they would have
 * been executed.
 */
export async function expectNoFurtherEvent(
  world: TradingWorld,
  subscribers: readonly Subscriber[],
  orders: readonly PlacedOrder[],
): Promise<void> {
  const before = subscribers.map((subscriber) => ({
    subscriber,
    counts: orders.map(({ order }) => accountedFor(subscriber, order.orderId)),
  }));
  await fence(world, subscribers, Math.max(...orders.map(executionDue)));
  for (const { subscriber, counts } of before)
    for (const [index, { order }] of orders.entries()) {
      const further = subscriber.log.of(order.orderId).slice(counts[index]);
      expectNone(
        `further events of order ${world.nameOf(order.orderId)} at ${subscriber.name}`,
        further.map(({ event }) => describeEvent(event)),
      );
    }
}

function accountedFor({ log }: Subscriber, orderId: string): number {
  return log.accounted.get(orderId) ?? log.of(orderId).length;
}

/** When an order executes at the latest, unless it has been cancelled. */
function executionDue({ answer, executesAfter }: PlacedOrder): number {
  const due = answer.answeredAt + (executesAfter ?? promised.executionDelay.max);
  if (due - performance.now() > longestQuiet)
    throw new Error(
      'This order would be executed too late to see that it is not. ' +
        'Begin with a step such as "Given the platform executes orders 2 s after they are placed".',
    );
  return due;
}

/** The subscriber has received nothing at all of the orders, and does not until they are done. */
export async function expectNoEventOf(
  world: TradingWorld,
  subscribers: readonly Subscriber[],
  orders: readonly PlacedOrder[],
): Promise<void> {
  for (const { log } of subscribers)
    for (const { order } of orders) log.accounted.set(order.orderId, 0);
  await expectNoFurtherEvent(world, subscribers, orders);
}

/** The clients have received no event whatever, and do not until the scenario's orders are done. */
export async function expectSilence(
  world: TradingWorld,
  clients: readonly Subscriber[],
): Promise<void> {
  const dues = world.trader.orders.map(({ answer, executesAfter }) =>
    executesAfter === undefined ? answer.answeredAt + promised.executionDelay.max : 0,
  );
  await fence(world, clients, Math.max(0, ...dues));
  for (const { name, log } of clients)
    expectNone(
      `events at ${name}, which should receive none`,
      log.entries.map(({ event }) => describeEvent(event)),
    );
}

/**
 * Every order of the scenario had exactly its two events at every subscriber: PENDING, and
 * EXECUTED or, where its cancel succeeded, CANCELLED; all that lack or exceed are named.
 * @throws Error that lists, per subscriber, the orders with other events
 */
export async function expectEveryEvent(world: TradingWorld): Promise<void> {
  const orders = world.ordersOf({ kind: 'every' });
  const subscribers = world.subscribers.all();
  const cancelled = new Set(
    world.evidence
      .answers()
      .filter(({ request, status }) => request.method === 'DELETE' && status === 204)
      .map(({ request }) => request.path),
  );
  await Promise.all(subscribers.map(({ log }) => untilFinal(log, orders)));
  await fence(world, subscribers);
  const wrong = subscribers.flatMap(({ name, log }) =>
    orders.flatMap(({ order: { orderId } }) => {
      const final = cancelled.has(`/orders/${orderId}`) ? 'CANCELLED' : 'EXECUTED';
      const received = log.of(orderId).map(({ event }) => event.orderStatus);
      return received.join() === `PENDING,${final}`
        ? []
        : [`${name}: order ${orderId} had ${received.join(', ') || 'none'}, due PENDING, ${final}`];
    }),
  );
  expectNone(`of ${orders.length} orders, those without exactly their two events`, wrong);
}

/** All subscribers received the same events of the scenario's orders, in the same order. */
export function expectSameEvents(world: TradingWorld): void {
  const own = new Set(world.trader.orders.map(({ order }) => order.orderId));
  const [first, ...others] = world.subscribers.all().map(({ name, log }) => ({
    name,
    events: log.entries.map(({ event }) => event).filter(({ orderId }) => own.has(orderId)),
  }));
  expect(others, 'subscribers to compare').to.not.be.empty;
  for (const { name, events } of others)
    expect(events, `events at ${name}, compared with ${first?.name}`).to.deep.equal(first?.events);
}

/** Events arrive in the order in which they happened, by their sequences and by their times. */
export function expectOrderOfHappening({ name, log }: Subscriber): void {
  const events = log.entries.map(({ event }) => event);
  expect(events.length, `events at ${name}`).to.be.at.least(2);
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before)
      expect(event.sequence, `sequence after ${describeEvent(before)} at ${name}`).to.be.above(
        before.sequence,
      );
  }
  const times = events.map(({ occurredAt }) => occurredAt);
  expect(times, `times of the events at ${name}`).to.deep.equal([...times].sort());
}

/**
 * A subscription is answered with the sequence of the last event before it: nothing that others
 * had received by then is later, and everything that the subscriber has received is.
 */
export function expectBeginningAsConfirmed(world: TradingWorld, subscriber: Subscriber): void {
  const { confirmation, askedAt, log, name } = subscriber;
  if (!confirmation) throw new Error(`${name} has no confirmed subscription.`);
  const earlier = world.subscribers
    .all()
    .flatMap((other) => other.log.entries.filter(({ at }) => at < askedAt));
  expect(earlier, `events before ${name} subscribed`).to.not.be.empty;
  expect(log.entries, `events at ${name}`).to.not.be.empty;
  for (const { event } of earlier)
    expect(
      confirmation.sequence,
      `sequence in the answer to ${name}, who came after ${describeEvent(event)}`,
    ).to.be.at.least(event.sequence);
  for (const { event } of log.entries)
    expect(event.sequence, `sequence of ${describeEvent(event)} at ${name}`).to.be.above(
      confirmation.sequence,
    );
}

/** The events of an order say what REST shows of it. */
export async function expectAgreement(
  world: TradingWorld,
  subscriber: Subscriber,
  orders: readonly PlacedOrder[],
): Promise<void> {
  const shown = await world.trader.readAll(orders.map(({ order }) => order.orderId));
  for (const order of shown) {
    const events = subscriber.log.of(order.orderId).map(({ event }) => event);
    const last = events.at(-1);
    expect(last?.orderStatus, `the last event of order ${order.orderId}`).to.equal(
      order.orderStatus,
    );
    for (const event of events)
      expectNone(
        `fields of the event ${JSON.stringify(event)} that differ from ${JSON.stringify(order)}`,
        differencesBetween(event, order),
      );
  }
}

/** A PENDING order may have moved on by the time it is shown; nothing may lag behind its event. */
export async function expectLookUpsToAgree(lookUps: readonly LookUp[]): Promise<void> {
  expect(lookUps, 'look-ups made when an event arrived').to.not.be.empty;
  for (const { event, how, shown } of lookUps) {
    const fine =
      event.orderStatus === 'PENDING' ? ['PENDING', 'EXECUTED', 'CANCELLED'] : [event.orderStatus];
    expect(await shown, `what ${how} showed after ${describeEvent(event)}`).to.be.oneOf(fine);
  }
}
