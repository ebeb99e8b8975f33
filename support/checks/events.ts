import { isDeepStrictEqual } from 'node:util';
import { fence } from '../actions/fence';
import { missingEvent } from '../actions/missing-event';
import { claim, claimNone, claimSame, Lines } from '../contract/claims';
import type { ClauseId } from '../contract/clauses';
import { isOf } from '../contract/identifiers';
import { Mistake } from '../contract/failure';
import { deadlines, promised } from '../run/settings/deadlines';
import { describeEvent, type LoggedEvent } from '../platform/event-log';
import { covers, differencesBetween } from './invariants';
import { dueTime, untilFinal } from '../actions/lifecycle';
import type { Subscriber } from '../actors/subscriber';
import { aligned } from '../tables/rows';
import { expectNotYetDue, type PlacedOrder } from '../actors/placed-order';
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
  world: TradingWorld,
  subscribers: readonly Subscriber[],
  orders: readonly PlacedOrder[],
  rows: readonly EventRow[],
): Promise<void> {
  await Promise.all(
    subscribers.flatMap((subscriber) =>
      orders.map((placed) => expectEventsOf(world, subscriber, placed, rows)),
    ),
  );
}

/** An order that was to be cancelled was not executed before, as it was due to be. */
function expectNotOvertaken(
  { evidence }: TradingWorld,
  placed: PlacedOrder,
  rows: readonly EventRow[],
  received: readonly { orderStatus: string }[],
): void {
  const isExecution = ({ orderStatus }: Pick<EventRow, 'orderStatus'>) =>
    orderStatus === 'EXECUTED';
  if (rows.some(isExecution) || !received.some(isExecution)) return;
  const cancels = evidence
    .answers()
    .filter(
      ({ request }) => request.method === 'DELETE' && isOf(placed.order.orderId, request.path),
    );
  const [first] = cancels;
  if (first === undefined || cancels.some(({ status }) => status === 204)) return;
  expectNotYetDue(placed, 'EVENT-1', first.answeredAt);
}

async function expectEventsOf(
  world: TradingWorld,
  subscriber: Subscriber,
  placed: PlacedOrder,
  rows: readonly EventRow[],
): Promise<void> {
  const { name, log } = subscriber;
  const { orderId } = placed.order;
  const isFromBirth = rows[0]?.orderStatus === 'PENDING';
  const due = () => {
    const entries = log.of(orderId);
    return isFromBirth ? entries : entries.filter((each) => !isLateBirth(subscriber, placed, each));
  };
  const waited = await log.until(
    () => due().length >= rows.length,
    // all but an execution has been brought about by a step, and is due at once
    rows.some(({ orderStatus }) => orderStatus === 'EXECUTED') ? dueTime(placed) : deadlines.event,
  );
  const received = due().map(({ event }) => event);
  log.accounted.set(orderId, log.of(orderId).length);
  expectNotOvertaken(world, placed, rows, received);
  if (!waited.happened) {
    const isMissing = ({ orderStatus }: EventRow) =>
      !received.some((event) => event.orderStatus === orderStatus);
    const { orderStatus = '' } = rows.find(isMissing) ?? rows.at(-1) ?? {};
    const isTimed = placed.executesAfter !== undefined;
    throw await missingEvent(world, subscriber, { orderId, orderStatus, waited, isTimed });
  }
  const columns = Object.keys(rows[0] ?? {}) as (keyof EventRow)[];
  const actual = received.map((event) => columns.map((column) => String(event[column])));
  const expected = rows.map((row) => columns.map((column) => String(row[column])));
  const areDue =
    received.map(({ orderStatus }) => orderStatus).join() ===
    rows.map(({ orderStatus }) => orderStatus).join();
  const isTheSame = isDeepStrictEqual(actual, expected);
  const [clause, general] = areDue ? (['EVENT-3'] as const) : wrongLife(subscriber, orderId);
  claim(
    clause,
    areDue ? 'an event says something else' : "the events are not those of the order's life",
    isTheSame,
    {
      expected: new Lines(aligned([columns, ...expected])),
      seen: new Lines(aligned([columns, ...actual])),
      ...{ order: orderId, subscriber: name, general },
    },
  );
}

/**
 * Whether this is the PENDING of an order that was there before the subscription: it may come behind
 * the answer to the placing, and so behind what is asked for after that (EVENT-8), or not.
 */
function isLateBirth(
  { log, subscriptions }: Subscriber,
  { order: { orderId }, answer }: PlacedOrder,
  entry: LoggedEvent,
): boolean {
  const { event, at } = entry;
  return (
    event.orderStatus === 'PENDING' &&
    entry === log.of(orderId)[0] &&
    subscriptions.some(
      ({ room, from, to = Infinity, after = -1 }) =>
        covers(room, orderId) &&
        from > answer.answeredAt &&
        at >= from &&
        at <= to &&
        event.sequence > after,
    )
  );
}

/** What is broken where a subscriber has received too many events of an order, or wrong ones. */
function wrongLife(
  { log, returnedBy, subscriptions }: Subscriber,
  orderId: string,
): [ClauseId, ClauseId?] {
  const numbers = log.of(orderId).map(({ event }) => event.sequence);
  const isRepeated = new Set(numbers).size < numbers.length;
  const isAsked = subscriptions.some(({ room, to }) => to === undefined && covers(room, orderId));
  if (!isAsked) return ['EVENT-5', 'EVENT-1'];
  if (returnedBy) return [returnedBy, 'EVENT-1'];
  return isRepeated && subscriptions.length > 1 ? ['EVENT-5', 'EVENT-1'] : ['EVENT-1'];
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
  const dues = orders.map((each) => executionDue(world, each));
  await fence(world, subscribers, Math.max(...dues));
  for (const { subscriber, counts } of before)
    for (const [index, placed] of orders.entries()) {
      const { order } = placed;
      const further = subscriber.log
        .of(order.orderId)
        .slice(counts[index])
        .filter((each) => !isLateBirth(subscriber, placed, each));
      const isAsked = subscriber.subscriptions.some(
        ({ room, to }) => to === undefined && covers(room, order.orderId),
      );
      const [clause, general] = isAsked
        ? wrongLife(subscriber, order.orderId)
        : (['EVENT-5'] as const);
      claimNone(
        clause,
        isAsked
          ? 'an order has more events than its life'
          : 'an event comes to who has not asked for it',
        further.map(({ event }) => describeEvent(event)),
        { order: order.orderId, subscriber: subscriber.name, general },
      );
    }
}

function accountedFor({ log }: Subscriber, orderId: string): number {
  return log.accounted.get(orderId) ?? log.of(orderId).length;
}

/** Whether the platform has said that an order is cancelled: nothing is due of it any more. */
function isCancelled({ evidence }: TradingWorld, { order }: PlacedOrder): boolean {
  return evidence
    .answers()
    .some(
      ({ request, status }) =>
        request.method === 'DELETE' && status === 204 && isOf(order.orderId, request.path),
    );
}

/** When an order executes at the latest; of one that is cancelled nothing is due that is far away. */
function executionDue(world: TradingWorld, placed: PlacedOrder): number {
  const { answer, executesAfter } = placed;
  const due = answer.answeredAt + (executesAfter ?? promised.executionDelay.max);
  if (due - performance.now() <= longestQuiet) return due;
  if (!isCancelled(world, placed))
    throw new Mistake(
      'This order would be executed too late to see that it is not. ' +
        'Begin with a step such as "Given the platform executes orders 2 s after they are placed".',
    );
  return 0;
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
    claimNone(
      'EVENT-5',
      'an event comes to who has not asked for it',
      log.entries.map(({ event }) => describeEvent(event)),
      { subscriber: name },
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
  await Promise.all(subscribers.map(({ log }) => untilFinal(log, orders)));
  await fence(world, subscribers);
  const wrong = subscribers.flatMap(({ name, log }) =>
    orders.flatMap((placed) => {
      const { orderId } = placed.order;
      const final = isCancelled(world, placed) ? 'CANCELLED' : 'EXECUTED';
      const received = log.of(orderId).map(({ event }) => event.orderStatus);
      return received.join() === `PENDING,${final}`
        ? []
        : [`${name}: order ${orderId} had ${received.join(', ') || 'none'}, due PENDING, ${final}`];
    }),
  );
  claimNone('EVENT-1', 'an order has not exactly its two events', wrong);
}

/** All subscribers received the same events of the scenario's orders, in the same order. */
export function expectSameEvents(world: TradingWorld): void {
  const own = new Set(world.trader.orders.map(({ order }) => order.orderId));
  const [first, ...others] = world.subscribers.all().map(({ name, log }) => ({
    name,
    events: log.entries.map(({ event }) => event).filter(({ orderId }) => own.has(orderId)),
  }));
  if (others.length === 0) throw new Mistake('There are no two subscribers to compare.');
  for (const { name, events } of others)
    claimSame('EVENT-1', 'two subscribers to the same have not received the same', {
      ...{ expected: first?.events, seen: events, subscriber: name },
      details: [`expected is what ${first?.name} received`],
    });
}

/** Events arrive in the order in which they happened, by their sequences and by their times. */
export function expectOrderOfHappening({ name, log }: Subscriber): void {
  const events = log.entries.map(({ event }) => event);
  claim('EVENT-1', 'a subscriber does not get an event that it has asked for', events.length >= 2, {
    ...{ expected: 'two events or more', seen: `${events.length}`, subscriber: name },
  });
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before)
      claim('EVENT-2', 'the sequence does not rise', event.sequence > before.sequence, {
        ...{ expected: `above ${before.sequence}`, seen: describeEvent(event), subscriber: name },
        order: event.orderId,
      });
  }
  const times = events.map(({ occurredAt }) => occurredAt);
  claimSame('EVENT-2', 'events are not in the order in which they happened', {
    ...{ expected: [...times].sort(), seen: times, subscriber: name },
  });
}

/**
 * A subscription is answered with the sequence of the last event before it: nothing that others
 * had received by then is later, and everything that the subscriber has received is.
 */
export function expectBeginningAsConfirmed(world: TradingWorld, subscriber: Subscriber): void {
  const { confirmation, askedAt, log, name, promises } = subscriber;
  const clause = promises.beginning;
  if (!confirmation) throw new Mistake(`${name} has no confirmed subscription.`);
  const earlier = world.subscribers
    .all()
    .flatMap((other) => other.log.entries.filter(({ at }) => at < askedAt));
  if (earlier.length === 0) throw new Mistake(`Nobody has received an event before ${name} came.`);
  const sentence = 'a subscription does not begin where its answer says';
  const { sequence } = confirmation;
  for (const { event } of earlier)
    claim(clause, sentence, sequence >= event.sequence, {
      ...{ expected: `${event.sequence} or more, that of an earlier event`, seen: sequence },
      ...{ subscriber: name, details: [describeEvent(event)] },
    });
  for (const { event } of log.entries)
    claim(clause, sentence, event.sequence > sequence, {
      ...{ expected: `events above ${sequence}`, seen: describeEvent(event), subscriber: name },
    });
}

/** The events of an order say what REST shows of it. */
export async function expectAgreement(
  world: TradingWorld,
  subscriber: Subscriber,
  orders: readonly PlacedOrder[],
): Promise<void> {
  const shown = await world.trader.readAll(orders.map(({ order }) => order.orderId));
  for (const order of shown) {
    const { log, name } = subscriber;
    // It may come behind the answer that shows what it tells of (EVENT-8).
    await log.until(() => log.has(order.orderId, order.orderStatus), deadlines.event);
    const events = log.of(order.orderId).map(({ event }) => event);
    claimSame('EVENT-1', 'the last event of an order is not its status', {
      ...{ expected: order.orderStatus, seen: events.at(-1)?.orderStatus ?? 'no event' },
      ...{ order: order.orderId, subscriber: name },
    });
    for (const event of events)
      claimNone(
        'EVENT-3',
        'an event says something else than the order',
        differencesBetween(event, order),
        {
          ...{ order: order.orderId, subscriber: subscriber.name },
          details: [`event ${JSON.stringify(event)}`, `order ${JSON.stringify(order)}`],
        },
      );
  }
}

/** A PENDING order may have moved on by the time it is shown; nothing may lag behind its event. */
export async function expectLookUpsToAgree(
  { log }: Subscriber,
  lookUps: readonly LookUp[],
): Promise<void> {
  // The event may come behind the answer to what has caused it (EVENT-8).
  await log.until(() => lookUps.length > 0, deadlines.event);
  claim('EVENT-1', 'a subscriber does not get an event that it has asked for', lookUps.length > 0, {
    ...{ expected: 'an event, and look-ups in the moment of its arrival', seen: 'none' },
  });
  for (const { event, how, shown } of lookUps) {
    const fine =
      event.orderStatus === 'PENDING' ? ['PENDING', 'EXECUTED', 'CANCELLED'] : [event.orderStatus];
    const seen = await shown;
    claim('EVENT-4', 'an order is not shown as its event says', fine.includes(seen), {
      ...{ general: 'READ-1', expected: fine.join(' or '), seen, order: event.orderId },
      details: [`what ${how} showed after ${describeEvent(event)}`],
    });
  }
}
