import { fence } from '../actions/fence';
import { isClaimed } from '../contract/capabilities';
import { claim, claimNone, claimSame } from '../contract/claims';
import { isOf } from '../contract/identifiers';
import { clauseOfStatus } from '../contract/whose-clause';
import { expectNotYetDue } from '../actors/placed-order';
import { unexpected } from '../actors/trader';
import type { InvalidRequest, Order, OrderStatus } from '../contract/types';
import type { Answer } from '../contract/messages';
import type { TradingWorld } from '../world';

/** The ways in which the platform says no, in the words of the features, and their codes. */
export const refusalKinds = {
  invalid: 400,
  unknown: 404,
  'a conflict': 409,
  'too large': 413,
  'a key used for another order': 422,
  'one order too many': 503,
  'too much for the moment': 503,
} as const;

export type RefusalKind = keyof typeof refusalKinds;

/** The last attempt was refused each time, and as this. @returns the last refusal; all count as looked at */
export function expectRefused(world: TradingWorld, kind: RefusalKind): Answer {
  const due = refusalKinds[kind];
  for (const each of world.answers) world.evidence.seen(each);
  const other = world.answers.find(({ status }) => status !== due);
  if (other) {
    const clause = world.clauseAmong(clauseOfStatus(other, due));
    throw unexpected(clause, `a request is not refused as ${kind}`, String(due), other);
  }
  return world.answer;
}

/** One of the faults is at this place, where the platform claims to say so. */
export function expectFaultAt(world: TradingWorld, path: string): void {
  const { answer } = world;
  if (!isClaimed('problem-details')) return;
  const { errors = [] } = (answer.body ?? {}) as Partial<InvalidRequest>;
  const paths = errors.map((each) => each.path);
  claim('REFUSE-3', 'a refusal does not name the fault', paths.includes(path), {
    ...{ expected: `an entry for ${path}`, seen: paths.length > 0 ? paths : answer.text },
  });
}

/** An order was refused to be cancelled, and the refusal says how it stands, where that is claimed. */
export function expectConflictOf(world: TradingWorld, orderStatus: OrderStatus): void {
  const { body } = expectRefused(world, 'a conflict');
  if (!isClaimed('problem-details')) return;
  claimSame('CANCEL-2', 'the refusal of a cancel names another status', {
    ...{ expected: orderStatus, seen: (body as { orderStatus?: string } | undefined)?.orderStatus },
  });
}

/** The place of a field in the request that was refused. */
export function pathOf(field: string, { request }: Answer): string {
  if (field.startsWith('/')) return field;
  if (field === 'the body') return '/body';
  if (field === 'the identifier') return '/params/orderId';
  return request.method === 'GET' ? `/query/${field}` : `/body/${field}`;
}

/** Of many attempts at the same time one was accepted and the others refused, and as this. */
export function expectAcceptedOnce(world: TradingWorld, refused: number, kind: RefusalKind): void {
  const statuses = statusesSeen(world);
  const accepted = statuses.filter((status) => status < 300).length;
  const others = statuses.filter((status) => status === refusalKinds[kind]).length;
  if (accepted === 0 && kind === 'a conflict') expectNotOverdue(world);
  claim('CANCEL-4', 'not exactly one of many is accepted', accepted === 1 && others === refused, {
    ...{
      expected: `1 accepted, ${refused} refused with ${refusalKinds[kind]}`,
      seen: statuses.join(', '),
    },
  });
}

/** Of many attempts at the same time some were accepted, and the others refused as this. */
export function expectOthersRefused(world: TradingWorld, kind: RefusalKind): void {
  const statuses = statusesSeen(world);
  const others = statuses.filter((status) => status >= 300);
  const isSo = others.every((status) => status === refusalKinds[kind]);
  const isBoth = others.length > 0 && others.length < statuses.length;
  const clause = world.clauseAmong('REFUSE-6');
  claim(clause, `some of many are not accepted, or others not refused as ${kind}`, isSo && isBoth, {
    ...{
      expected: `some accepted, the others refused with ${refusalKinds[kind]}`,
      seen: statuses.join(', '),
    },
  });
}

/** Of the last attempts, all of which count as looked at. */
function statusesSeen({ answers, evidence }: TradingWorld): number[] {
  for (const each of answers) evidence.seen(each);
  return answers.map(({ status }) => status);
}

/** The order that was to be cancelled was not due to be executed before. */
function expectNotOverdue({ answers, trader }: TradingWorld): void {
  for (const { request, status, answeredAt } of answers) {
    const placed = trader.orders.find(({ order }) => isOf(order.orderId, request.path));
    if (status === 409 && placed) expectNotYetDue(placed, 'CANCEL-4', answeredAt);
  }
}

/**
 * Nothing came of the refused request: no event was sent, and no list shows an order. Whatever
 * the request got wrong, either its symbol or its quantity was this scenario's own.
 */
async function expectNothingPlaced(world: TradingWorld): Promise<void> {
  const listeners = world.subscribers.all();
  const [listed] = await Promise.all([ownOrders(world), fence(world, listeners)]);
  const clause = world.clauseAmong('PLACE-6');
  claimNone(clause, 'a refused request places an order', listed);
  for (const { name, log } of listeners) {
    const events = log.entries
      .map(({ event }) => event)
      .filter((event) => world.traders.couldHavePlaced(event));
    claimNone(clause, 'a refused request causes an event', events, { subscriber: name });
  }
}

/** Every answer of the last attempt is the one that the scenario's first placement was given. */
export function expectFirstAgain({ answers, evidence }: TradingWorld): void {
  const first = evidence.answers().find(({ request }) => request.method === 'POST');
  const essence = (answer: Answer | undefined) => ({
    status: answer?.status,
    body: answer?.body,
    location: answer?.headers.location,
  });
  claimSame('KEY-1', 'the first answer does not come again', {
    ...{ expected: answers.map(() => essence(first)), seen: answers.map(essence) },
  });
}

/** Each key of the last attempts has got an order of its own. */
export function expectOrderForEachKey({ answers }: TradingWorld): void {
  const keysOf = new Map<string, string[]>();
  for (const answer of answers) {
    if (answer.status !== 201)
      throw unexpected(
        clauseOfStatus(answer, 201),
        'an order with a key of its own is not accepted',
        '201 and the order',
        answer,
      );
    const { orderId } = answer.body as Order;
    const key = answer.request.headers['Idempotency-Key'] ?? 'none';
    keysOf.set(orderId, [...(keysOf.get(orderId) ?? []), key]);
  }
  const taken = [...keysOf.values()].filter((keys) => keys.length > 1);
  claimNone(
    'KEY-3',
    'keys that differ are taken for one',
    taken.map((keys) => keys.join(' and ')),
  );
}

/** The platform has so many orders of this scenario, whatever it has said before. */
export async function expectPlaced(world: TradingWorld, count: number): Promise<void> {
  if (count === 0) return expectNothingPlaced(world);
  const seen = await ownOrders(world);
  claimSame(world.clauseAmong('KEY-1'), 'another number of orders is placed than should be', {
    ...{ expected: count, seen: seen.length, details: seen.map((order) => JSON.stringify(order)) },
  });
}

/** The orders that have come of this scenario, by what only it uses, in the list of all. */
async function ownOrders(world: TradingWorld): Promise<Order[]> {
  const [first] = world.evidence.answers();
  const date = first?.headers.date;
  // Whole seconds (RFC 9110), and up to ten for the way there and back.
  const since = date ? Date.parse(date) - 11_000 : Infinity;
  const pages = await world.trader.pages({ limit: 1000 }, (page) =>
    Promise.resolve(page.every(({ placedAt }) => Date.parse(placedAt) >= since)),
  );
  return pages.flat().filter((order) => world.traders.couldHavePlaced(order));
}
