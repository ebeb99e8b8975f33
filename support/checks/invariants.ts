import { isDeepStrictEqual } from 'node:util';
import type { Order, OrderStatusEvent } from '../contract/types';
import { describeEvent, type LoggedEvent } from '../platform/event-log';
import type { Answer } from '../contract/messages';
import type { Subscriber, Subscription } from '../actors/subscriber';

/** What the invariants need to know of a subscriber. */
export type ObservedSubscriber = Pick<Subscriber, 'name' | 'baseUrl' | 'subscriptions'> & {
  log: { entries: readonly LoggedEvent[] };
};

/**
 * Checks what has to hold whatever a scenario is about: that every stream of events is made of
 * legal lives of orders, that sequences rise, that subscribers agree with each other and with
 * what REST has shown.
 * @returns what does not hold, one line each
 */
export function brokenInvariants(
  subscribers: readonly ObservedSubscriber[],
  answers: readonly Answer[],
): string[] {
  const orders = ordersShown(answers);
  return [
    ...subscribers.flatMap(risingSequences),
    ...subscribers.flatMap(legalLives),
    ...subscribers.flatMap(ownRoomsOnly),
    ...subscribers.flatMap((subscriber) => bornPending(subscriber, answers)),
    ...oneTruth(subscribers),
    ...[...orders.values()].flatMap(legalHistory),
    ...subscribers.flatMap((subscriber) => sameAsShown(subscriber, orders)),
  ];
}

function risingSequences({ name, log }: ObservedSubscriber): string[] {
  return log.entries.flatMap(({ event }, index) => {
    const before = log.entries[index - 1]?.event;
    return before && event.sequence <= before.sequence
      ? [`${name}: ${describeEvent(event)} came after ${describeEvent(before)}`]
      : [];
  });
}

/** PENDING at most once and first, then at most one final status, then nothing. */
function legalLives({ name, log }: ObservedSubscriber): string[] {
  const last = new Map<string, OrderStatusEvent>();
  return log.entries.flatMap(({ event }) => {
    const before = last.get(event.orderId);
    last.set(event.orderId, event);
    return before && !(before.orderStatus === 'PENDING' && event.orderStatus !== 'PENDING')
      ? [`${name}: after ${describeEvent(before)} there must be no ${describeEvent(event)}`]
      : [];
  });
}

/** An event reaches those only that have asked for it. */
function ownRoomsOnly({ name, log, subscriptions }: ObservedSubscriber): string[] {
  return log.entries
    .filter(({ event }) => !subscriptions.some(({ room }) => covers(room, event.orderId)))
    .map(({ event }) => `${name} has not asked for ${describeEvent(event)}`);
}

/** Whoever listened when an order was placed has seen it PENDING first. */
function bornPending(subscriber: ObservedSubscriber, answers: readonly Answer[]): string[] {
  const firsts = new Map<string, LoggedEvent>();
  for (const entry of subscriber.log.entries)
    if (!firsts.has(entry.event.orderId)) firsts.set(entry.event.orderId, entry);
  return answers.filter(isPlacement).flatMap(({ body, sentAt }) => {
    const { orderId } = body as Order;
    const first = firsts.get(orderId);
    const listened = subscriber.subscriptions.some((each) =>
      lasted(each, orderId, sentAt, first?.at),
    );
    return first && listened && first.event.orderStatus !== 'PENDING'
      ? [`${subscriber.name}: the first event of a new order is ${describeEvent(first.event)}`]
      : [];
  });
}

/** A sequence number of a platform means the same event to everybody. */
function oneTruth(subscribers: readonly ObservedSubscriber[]): string[] {
  const known = new Map<string, { name: string; event: OrderStatusEvent }>();
  return subscribers.flatMap(({ name, baseUrl, log }) =>
    log.entries.flatMap(({ event }) => {
      const number = `${baseUrl} ${event.sequence}`;
      const other = known.get(number);
      if (!other) known.set(number, { name, event });
      return other && !isDeepStrictEqual(other.event, event)
        ? [
            `${name} received ${JSON.stringify(event)}, ${other.name} ${JSON.stringify(other.event)}`,
          ]
        : [];
    }),
  );
}

/** An order as an answer showed it. */
interface Showing {
  order: Order;
  answer: Answer;
}

/** What REST has shown of each order, in the order of the answers. */
function ordersShown(answers: readonly Answer[]): Map<string, Showing[]> {
  const shown = new Map<string, Showing[]>();
  for (const answer of [...answers].sort((a, b) => a.answeredAt - b.answeredAt)) {
    if (answer.status >= 300) continue;
    for (const order of [answer.body].flat())
      if (isOrder(order)) {
        const showings = shown.get(order.orderId);
        if (showings) showings.push({ order, answer });
        else shown.set(order.orderId, [{ order, answer }]);
      }
  }
  return shown;
}

/** What never changes does not change, and a final status is final. */
function legalHistory(showings: readonly Showing[]): string[] {
  const history = showings.map(({ order }) => order);
  const final = history.filter(({ orderStatus }) => orderStatus !== 'PENDING');
  const [first] = history;
  const [firstFinal] = final;
  return [
    ...history
      .filter((each) => !isDeepStrictEqual(agreed(each), agreed(first)))
      .map((each) => `an order was ${JSON.stringify(first)}, and then ${JSON.stringify(each)}`),
    ...final
      .filter((each) => !isDeepStrictEqual(each, firstFinal))
      .map(
        (each) => `a final order was ${JSON.stringify(firstFinal)}, then ${JSON.stringify(each)}`,
      ),
    ...history
      .filter(({ placedAt, updatedAt }) => updatedAt < placedAt)
      .map((each) => `an order changed before it was placed: ${JSON.stringify(each)}`),
    ...goneBack(showings),
  ];
}

/** What never changes in an order. */
function agreed({ orderId, symbol, side, quantity, placedAt }: Order): Partial<Order> {
  return { orderId, symbol, side, quantity, placedAt };
}

/** Nobody is shown PENDING who asked after somebody had been shown a final status. */
function goneBack(showings: readonly Showing[]): string[] {
  const final = showings.find(({ order }) => order.orderStatus !== 'PENDING');
  if (!final) return [];
  return showings
    .filter(({ order, answer }) => order.orderStatus === 'PENDING' && !isRepetition(answer))
    .filter(({ answer }) => answer.sentAt > final.answer.answeredAt)
    .map(
      ({ order }) => `order ${order.orderId} was ${final.order.orderStatus}, then PENDING again`,
    );
}

/** An event says what REST has shown of the same order in the same status. */
function sameAsShown(
  { name, log }: ObservedSubscriber,
  orders: ReadonlyMap<string, readonly Showing[]>,
): string[] {
  return log.entries.flatMap(({ event }) =>
    (orders.get(event.orderId) ?? []).flatMap(({ order }) => {
      const differences = differencesBetween(event, order);
      return differences.length === 0
        ? []
        : [`${name}: ${describeEvent(event)} and REST differ in ${differences.join(', ')}`];
    }),
  );
}

/** The fields in which an event and a reading of the same order over REST contradict each other. */
export function differencesBetween(event: OrderStatusEvent, order: Order): string[] {
  const fields = (['orderId', 'symbol', 'side', 'quantity'] as const).filter(
    (field) => event[field] !== order[field],
  );
  const times =
    event.orderStatus === 'PENDING'
      ? event.occurredAt === order.placedAt
      : order.orderStatus === 'PENDING' || event.occurredAt === order.updatedAt;
  const bothFinal = event.orderStatus !== 'PENDING' && order.orderStatus !== 'PENDING';
  return [
    ...fields,
    ...(times ? [] : ['time']),
    ...(bothFinal && event.orderStatus !== order.orderStatus ? ['orderStatus'] : []),
  ];
}

/** Whether a room carries an order's events. */
export function covers(room: string, orderId: string): boolean {
  return room === 'orders' || room === `order:${orderId}`;
}

function lasted(
  { room, from, to }: Subscription,
  orderId: string,
  since: number,
  until = 0,
): boolean {
  return covers(room, orderId) && from <= since && (to === undefined || to >= until);
}

function isPlacement(answer: Answer): boolean {
  return answer.request.method === 'POST' && answer.status === 201 && !isRepetition(answer);
}

/** The first answer to a key may come again long after the order was placed. */
function isRepetition({ request }: Answer): boolean {
  return request.headers['Idempotency-Key'] !== undefined;
}

function isOrder(value: unknown): value is Order {
  return typeof value === 'object' && value !== null && 'orderId' in value && 'placedAt' in value;
}
