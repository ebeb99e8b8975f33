import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../contract/failure';
import { isOf, isSameIdentifier } from '../contract/identifiers';
import type { NewOrder, Order, OrderStatusEvent } from '../contract/types';
import { describeEvent, type LoggedEvent } from '../platform/event-log';
import type { ClauseId } from '../contract/clauses';
import type { Answer } from '../contract/messages';
import type { Subscriber, Subscription } from '../actors/subscriber';

/** What the invariants need to know of a subscriber. */
export type ObservedSubscriber = Pick<Subscriber, 'name' | 'baseUrl' | 'subscriptions'> & {
  /** The clause by which it has missed nothing, where it came back or asked for earlier events. */
  returnedBy?: ClauseId | undefined;
  /** The clause that promises where a subscription begins. */
  promises?: { beginning: ClauseId };
  log: { entries: readonly LoggedEvent[] };
};

/** An event that anybody in the scenario has received, and when (`performance.now()`). */
export interface Announced {
  at: number;
  event: OrderStatusEvent;
}

/**
 * Checks what has to hold whatever a scenario is about: that every stream of events is made of
 * legal lives of orders, that sequences rise, that subscribers agree with each other and with
 * what REST has shown.
 * @returns what does not hold, each with the order that it is about
 */
export function brokenInvariants(
  subscribers: readonly ObservedSubscriber[],
  answers: readonly Answer[],
  announced: readonly Announced[] = [],
): Failure[] {
  const twice = identifiersGivenTwice(answers);
  const orders = ordersShown(answers);
  // What goes by one identifier and is two orders would contradict itself in every other way too.
  for (const { order } of twice) orders.delete(order ?? '');
  return [
    ...twice,
    ...subscribers.flatMap(risingSequences),
    ...subscribers.flatMap(legalLives),
    ...subscribers.flatMap(ownRoomsOnly),
    ...withoutHoles(subscribers),
    ...subscribers.flatMap((subscriber) => bornPending(subscriber, answers)),
    ...oneTruth(subscribers),
    ...[...orders.values()].flatMap((showings) => legalHistory(showings, answers)),
    ...keptAsSent(answers, orders),
    ...takenBack(orders, announced),
    ...cancelsThatHeld(answers, orders, announced),
    ...cancelledByNobody(answers, orders, announced),
    ...subscribers.flatMap((subscriber) => sameAsShown(subscriber, orders)),
  ];
}

/** Of who came back it is that which is to blame, if it is nobody else's. */
function blamed(
  { returnedBy }: ObservedSubscriber,
  clause: ClauseId,
): Pick<Failure, 'clause' | 'general'> {
  return returnedBy ? { clause: returnedBy, general: clause } : { clause };
}

/** Of each kind the first faults tell enough: a flood of the same would fill any memory. */
class Told {
  private readonly times = new Map<unknown, number>();

  /** @param kind such as whose order it is @returns whether this is one more than anybody needs */
  isEnough(kind: unknown): boolean {
    const times = (this.times.get(kind) ?? 0) + 1;
    this.times.set(kind, times);
    return times > 10;
  }
}

function risingSequences(subscriber: ObservedSubscriber): Failure[] {
  const { name, log } = subscriber;
  const told = new Told();
  return log.entries.flatMap(({ event, run }, index): Failure[] => {
    const [beforeThat, before] = [index - 2, index - 1]
      .map((at) => log.entries[at])
      .map((each) => (each?.run === run ? each?.event : undefined));
    if (before === undefined || event.sequence > before.sequence) return [];
    // The one of the two that stands out among its neighbours is the one to blame.
    const isBefore = beforeThat === undefined || beforeThat.sequence < event.sequence;
    const order = (isBefore ? before : event).orderId;
    if (told.isEnough(order)) return [];
    return [
      {
        ...{ kind: 'broken', ...blamed(subscriber, 'EVENT-2') },
        sentence: 'the sequence does not rise',
        ...{ expected: `above ${before.sequence}`, seen: describeEvent(event), subscriber: name },
        ...{ order, details: [`after ${describeEvent(before)}`] },
      },
    ];
  });
}

/** PENDING at most once and first, then at most one final status, then nothing. */
function legalLives(subscriber: ObservedSubscriber): Failure[] {
  const { name } = subscriber;
  const last = new Map<string, OrderStatusEvent>();
  const told = new Told();
  return inOrderOfHappening(subscriber).flatMap(({ event }): Failure[] => {
    const before = last.get(event.orderId);
    last.set(event.orderId, event);
    if (before === undefined) return [];
    if (before.orderStatus === 'PENDING' && event.orderStatus !== 'PENDING') return [];
    if (told.isEnough(event.orderId)) return [];
    return [
      {
        ...{ kind: 'broken', ...blamed(subscriber, 'EVENT-1') },
        ...{ subscriber: name, order: event.orderId },
        sentence: "the events are not those of the order's life",
        expected: `no ${event.orderStatus} event after ${before.orderStatus}`,
        seen: [describeEvent(before), describeEvent(event)],
      },
    ];
  });
}

/** Who asks for earlier events gets them later; they happened when their sequences say so. */
function inOrderOfHappening({ log: { entries } }: ObservedSubscriber): readonly LoggedEvent[] {
  if (!entries.some(({ run = 0 }) => run > 0)) return entries;
  const epochs = [...new Set(entries.map(({ epoch }) => epoch))];
  const place = ({ epoch, event }: LoggedEvent) => [epochs.indexOf(epoch), event.sequence] as const;
  return [...entries].sort((a, b) => {
    const [[epochA, sequenceA], [epochB, sequenceB]] = [place(a), place(b)];
    return epochA - epochB || sequenceA - sequenceB;
  });
}

/**
 * Between where a subscription begins and the last event that it has brought, there is every event
 * of its room that anybody has received, also across losses of the connection.
 */
function withoutHoles(subscribers: readonly ObservedSubscriber[]): Failure[] {
  return subscribers.flatMap((subscriber) => {
    const { name, baseUrl, log, subscriptions } = subscriber;
    const had = new Set(log.entries.map(({ event, epoch }) => `${epoch} ${event.sequence}`));
    const others = subscribers.filter((each) => each !== subscriber && each.baseUrl === baseUrl);
    const known = others.flatMap((other) => other.log.entries);
    return subscriptions.flatMap((subscription): Failure[] => {
      const { room, from, to = Infinity, after, beginsAfter = -Infinity } = subscription;
      if (after === undefined || known.length === 0) return [];
      const brought = log.entries.filter(
        ({ at, event }) => at >= from && at <= to && covers(room, event.orderId),
      );
      const last = brought.at(-1);
      if (last === undefined) return [];
      return known
        .filter(({ event, epoch }) => {
          const isDue = event.sequence > after && event.sequence < last.event.sequence;
          const isOfRoom = epoch === last.epoch && covers(room, event.orderId);
          return isDue && isOfRoom && !had.has(`${epoch} ${event.sequence}`);
        })
        .map(({ event, at }) => ({
          ...(at < beginsAfter
            ? {
                ...{ kind: 'broken', clause: subscriber.promises?.beginning ?? 'SIO-2' },
                sentence: 'a subscription does not begin where its answer says',
              }
            : {
                ...{ kind: 'broken', ...blamed(subscriber, 'EVENT-1') },
                sentence: 'an event is left out between others that a subscriber gets',
              }),
          ...{ expected: describeEvent(event), seen: `none before ${describeEvent(last.event)}` },
          ...{ order: event.orderId, subscriber: name },
        }));
    });
  });
}

/** An event reaches those only that have asked for it. */
function ownRoomsOnly({ name, log, subscriptions }: ObservedSubscriber): Failure[] {
  return log.entries
    .filter(({ event }) => !subscriptions.some(({ room }) => covers(room, event.orderId)))
    .map(({ event }) => ({
      ...{ kind: 'broken', clause: 'EVENT-5', subscriber: name },
      sentence: 'an event comes to who has not asked for it',
      expected: subscriptions.map(({ room }) => room).join(', ') || 'nothing',
      seen: describeEvent(event),
    }));
}

/** Whoever listened when an order was placed has seen it PENDING first. */
function bornPending(subscriber: ObservedSubscriber, answers: readonly Answer[]): Failure[] {
  const firsts = new Map<string, LoggedEvent>();
  for (const entry of inOrderOfHappening(subscriber))
    if (!firsts.has(entry.event.orderId)) firsts.set(entry.event.orderId, entry);
  return answers.filter(isPlacement).flatMap(({ body, sentAt }): Failure[] => {
    const { orderId } = body as Order;
    const first = firsts.get(orderId);
    const listened = subscriber.subscriptions.some((each) =>
      lasted(each, orderId, sentAt, first?.at),
    );
    if (!first || !listened || first.event.orderStatus === 'PENDING') return [];
    return [
      {
        ...{ kind: 'broken', clause: 'EVENT-1', order: orderId, subscriber: subscriber.name },
        sentence: 'the first event of an order is not PENDING',
        ...{ expected: 'PENDING', seen: describeEvent(first.event) },
      },
    ];
  });
}

/** A sequence number of a platform means the same event to everybody. */
function oneTruth(subscribers: readonly ObservedSubscriber[]): Failure[] {
  const known = new Map<string, { name: string; event: OrderStatusEvent }>();
  const epochs = new Map<string, string>();
  for (const { baseUrl, log } of subscribers)
    for (const { epoch } of log.entries)
      if (epoch !== undefined && !epochs.has(baseUrl)) epochs.set(baseUrl, epoch);
  return subscribers.flatMap(({ name, baseUrl, log }) =>
    log.entries.flatMap(({ event, epoch = epochs.get(baseUrl) }): Failure[] => {
      const number = `${baseUrl} ${epoch} ${event.sequence}`;
      const other = known.get(number);
      if (!other) known.set(number, { name, event });
      if (!other || isDeepStrictEqual(other.event, event)) return [];
      const isSameEvent =
        other.event.orderId === event.orderId && other.event.orderStatus === event.orderStatus;
      return [
        {
          ...{ kind: 'broken', clause: isSameEvent ? 'EVENT-3' : 'EVENT-2', order: event.orderId },
          sentence: isSameEvent
            ? 'two subscribers are told different things of one event'
            : 'two events have the same sequence',
          expected: JSON.stringify(other.event),
          seen: JSON.stringify(event),
          ...{ subscriber: name, details: [`expected is what ${other.name} received`] },
        },
      ];
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
function legalHistory(showings: readonly Showing[], answers: readonly Answer[]): Failure[] {
  const history = showings.map(({ order }) => order);
  const final = history.filter(({ orderStatus }) => orderStatus !== 'PENDING');
  const [first] = history;
  const isSentHere = answers.some(
    (each) => isPlacement(each) && (each.body as Order).orderId === first?.orderId,
  );
  const agreed = isSentHere ? given : said;
  const [firstFinal] = final;
  const changed = (
    sentence: string,
    clause: ClauseId,
    was: Order | undefined,
    is: Order,
  ): Failure => ({
    ...{ kind: 'broken', clause, sentence, order: is.orderId },
    ...{ expected: JSON.stringify(was), seen: JSON.stringify(is) },
  });
  return [
    ...history
      .filter((each) => !isDeepStrictEqual(agreed(each), agreed(first)))
      .map((each) =>
        changed('an order is shown with other values than before', 'LIFE-2', first, each),
      ),
    ...final
      .filter((each) => !isDeepStrictEqual(each, firstFinal))
      .map((each) =>
        each.orderStatus === firstFinal?.orderStatus
          ? changed('an order that is final changes', 'LIFE-2', firstFinal, each)
          : changed('an order that is final changes its status', 'LIFE-3', firstFinal, each),
      ),
    ...history
      .filter(({ placedAt, updatedAt }) => updatedAt < placedAt)
      .map((each) => ({
        ...{ kind: 'broken' as const, clause: 'LIFE-2' as const, order: each.orderId },
        sentence: 'an order has changed before it was placed',
        ...{ expected: `${each.placedAt} or later`, seen: each.updatedAt },
      })),
    ...goneBack(showings),
  ];
}

/** Every order that is accepted has an identifier of its own. */
function identifiersGivenTwice(answers: readonly Answer[]): Failure[] {
  const ids = answers.filter(isPlacement).map(({ body }) => (body as Order).orderId);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...twice].map((order) => ({
    ...{ kind: 'broken', clause: 'PLACE-1', order },
    sentence: 'two orders have the same identifier',
    ...{ expected: 'an identifier of its own for each', seen: order },
  }));
}

/** What never changes in an order. */
function said({ orderId, symbol, side, quantity, placedAt }: Order): Partial<Order> {
  return { orderId, symbol, side, quantity, placedAt };
}

/** The same without what was sent, which {@link keptAsSent} judges where it is known. */
function given({ orderId, placedAt }: Order): Partial<Order> {
  return { orderId, placedAt };
}

/** Symbol, side and quantity are shown as they were sent, at any time. */
function keptAsSent(
  answers: readonly Answer[],
  orders: ReadonlyMap<string, readonly Showing[]>,
): Failure[] {
  return answers.filter(isPlacement).flatMap(({ request, body }) => {
    const sent = objectIn(request.body) as NewOrder | undefined;
    if (sent === undefined) return [];
    const showings = orders.get((body as Order).orderId) ?? [];
    return showings.flatMap(({ order, answer }): Failure[] => {
      const differing = (['symbol', 'side', 'quantity'] as const).filter(
        (field) => order[field] !== sent[field],
      );
      if (differing.length === 0) return [];
      return [
        {
          ...{ kind: 'broken', clause: 'PLACE-3', order: order.orderId },
          sentence: `${differing.join(' and ')} of an order ${differing.length > 1 ? 'are' : 'is'} not kept as sent`,
          ...{ expected: request.body, seen: JSON.stringify(order) },
          details: [`shown by ${answer.request.method} ${answer.request.path}`],
        },
      ];
    });
  });
}

function objectIn(text: string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Nobody is shown PENDING who asked after somebody had been shown a final status. */
function goneBack(showings: readonly Showing[]): Failure[] {
  const final = showings.find(({ order }) => order.orderStatus !== 'PENDING');
  if (!final) return [];
  return showings
    .filter(({ order, answer }) => order.orderStatus === 'PENDING' && !isRepetition(answer))
    .filter(({ answer }) => answer.sentAt > final.answer.answeredAt)
    .map(({ order, answer: { request } }) => ({
      ...{ kind: 'broken', clause: 'READ-1', order: order.orderId },
      sentence: 'an order that was final is shown as PENDING again',
      ...{ expected: final.order.orderStatus, seen: 'PENDING' },
      details: [`shown by ${request.method} ${request.path}`],
    }));
}

/** What an event has said of an order is shown by whatever is asked after it. */
function takenBack(
  orders: ReadonlyMap<string, readonly Showing[]>,
  announced: readonly Announced[],
): Failure[] {
  const finals = announced.filter(({ event }) => event.orderStatus !== 'PENDING');
  return finals.flatMap(({ at, event }) =>
    (orders.get(event.orderId) ?? [])
      .filter(({ order, answer }) => order.orderStatus === 'PENDING' && !isRepetition(answer))
      .filter(({ answer }) => answer.sentAt > at)
      .map(({ order, answer: { request, body } }) => ({
        kind: 'broken',
        ...(Array.isArray(body) ? { clause: 'LIST-1' } : { clause: 'EVENT-4', general: 'READ-1' }),
        sentence: `an order is shown as it was before it was ${event.orderStatus}`,
        ...{ expected: event.orderStatus, seen: 'PENDING', order: order.orderId },
        details: [`shown by ${request.method} ${request.path}, after ${describeEvent(event)}`],
      })),
  );
}

/** An order that nobody has asked to be cancelled is not. */
function cancelledByNobody(
  answers: readonly Answer[],
  orders: ReadonlyMap<string, readonly Showing[]>,
  announced: readonly Announced[],
): Failure[] {
  const asked = answers.flatMap(({ request }) => (request.method === 'DELETE' ? request.path : []));
  const isAsked = (orderId: string) => asked.some((path) => isOf(orderId, path));
  return answers
    .filter(isPlacement)
    .map(({ body }) => (body as Order).orderId)
    .filter((orderId) => {
      const isShown = orders.get(orderId)?.some(({ order }) => order.orderStatus === 'CANCELLED');
      const isTold = announced.some(
        ({ event }) => event.orderId === orderId && event.orderStatus === 'CANCELLED',
      );
      return (isShown || isTold) && !isAsked(orderId);
    })
    .map((order) => ({
      ...{ kind: 'broken', clause: 'CANCEL-1', order },
      sentence: 'an order is cancelled that nobody has cancelled',
      ...{ expected: 'PENDING or EXECUTED', seen: 'CANCELLED' },
    }));
}

/** An order whose cancel was confirmed is CANCELLED from then on. */
function cancelsThatHeld(
  answers: readonly Answer[],
  orders: ReadonlyMap<string, readonly Showing[]>,
  announced: readonly Announced[],
): Failure[] {
  const confirmed = answers.filter(
    ({ request, status }) => request.method === 'DELETE' && status === 204,
  );
  return confirmed.flatMap((cancel) => {
    const [orderId = ''] = [...orders.keys()].filter((each) => isOf(each, cancel.request.path));
    const isAnnounced = announced.some(
      ({ event }) => event.orderId === orderId && event.orderStatus === 'CANCELLED',
    );
    return (orders.get(orderId) ?? [])
      .filter(({ order, answer }) => {
        const isLater = answer.sentAt > cancel.answeredAt && !isRepetition(answer);
        return isLater && order.orderStatus !== 'CANCELLED';
      })
      .map(({ order, answer: { request } }): Failure => ({
        ...{ kind: 'broken', clause: isAnnounced ? 'READ-1' : 'CANCEL-1', order: orderId },
        ...(!isAnnounced && { general: 'READ-1' as const }),
        sentence: 'an order whose cancel was confirmed is not CANCELLED',
        ...{ expected: 'CANCELLED', seen: order.orderStatus },
        details: [`shown by ${request.method} ${request.path}`],
      }));
  });
}

/** An event says what REST has shown of the same order in the same status. */
function sameAsShown(
  { name, log }: ObservedSubscriber,
  orders: ReadonlyMap<string, readonly Showing[]>,
): Failure[] {
  const told = new Told();
  return log.entries.flatMap(({ event }) =>
    (orders.get(event.orderId) ?? []).flatMap(({ order }): Failure[] => {
      const differences = differencesBetween(event, order);
      if (differences.length === 0) return [];
      const isOtherEnd = differences.includes('orderStatus');
      // What is final has been changed since, whatever the event says.
      const isUnchanged =
        differences.join() === 'time' &&
        event.orderStatus !== 'PENDING' &&
        order.updatedAt === order.placedAt;
      const clause = isOtherEnd ? 'CANCEL-3' : isUnchanged ? 'LIFE-2' : 'EVENT-3';
      if (told.isEnough(JSON.stringify([event.orderId, event.orderStatus, differences]))) return [];
      return [
        {
          ...{ kind: 'broken', clause, subscriber: name },
          ...(clause !== 'EVENT-3' && { general: 'EVENT-3' as const }),
          sentence: isOtherEnd
            ? 'an event and REST tell of different ends of an order'
            : `an event and REST differ in ${differences.join(', ')}`,
          expected: differences
            .map((field) => `${field} ${shownField(order, event, field)}`)
            .join(', '),
          seen: differences.map((field) => `${field} ${eventField(event, field)}`).join(', '),
          order: event.orderId,
          details: [`event ${JSON.stringify(event)}`, `order ${JSON.stringify(order)}`],
        },
      ];
    }),
  );
}

function shownField(order: Order, { orderStatus }: OrderStatusEvent, field: string): string {
  if (field === 'time') return orderStatus === 'PENDING' ? order.placedAt : order.updatedAt;
  return String(order[field as keyof Order]);
}

function eventField(event: OrderStatusEvent, field: string): string {
  return String(field === 'time' ? event.occurredAt : event[field as keyof OrderStatusEvent]);
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
  return room === 'orders' || isSameIdentifier(room, `order:${orderId}`);
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
  return isAccepted(answer) && !isRepetition(answer);
}

function isAccepted({ request, status, body }: Answer): boolean {
  return request.method === 'POST' && status === 201 && isOrder(body);
}

/** The first answer to a key may come again long after the order was placed. */
function isRepetition({ request }: Answer): boolean {
  return request.headers['Idempotency-Key'] !== undefined;
}

function isOrder(value: unknown): value is Order {
  return typeof value === 'object' && value !== null && 'orderId' in value && 'placedAt' in value;
}
