import { parse as parseLossless } from 'lossless-json';
import { beyondContract, claim, claimNone, claimSame } from '../contract/claims';
import type { ClauseId } from '../contract/clauses';
import { unexpected } from '../actors/trader';
import { isClaimed } from '../contract/capabilities';
import { claimAtMost, slowestOf, type Measured } from './limits';
import type { Order, OrderStatus } from '../contract/types';
import { stretched } from '../run/settings/deadlines';
import { dueTime, executionTimes, untilStatus } from '../actions/lifecycle';
import type { Answer } from '../contract/messages';
import { orderStatuses } from '../contract/order-values';
import { oneOf, valueOf } from '../tables/cells';
import { expectNotYetDue, type PlacedOrder } from '../actors/placed-order';
import type { TradingWorld } from '../world';

const fields = [
  'orderId',
  'orderStatus',
  'symbol',
  'side',
  'quantity',
  'placedAt',
  'updatedAt',
] as const satisfies readonly (keyof Order)[];

export interface FieldRow {
  field: string;
  value: string;
}

/** Compares an order with the rows of a feature's table. */
export function expectFields(order: Order, rows: readonly FieldRow[]): void {
  const names = rows.map(({ field }) => oneOf('field', field, fields));
  for (const { field, value } of rows)
    if (field === 'orderStatus') oneOf(field, value, orderStatuses);
  const actual = Object.fromEntries(names.map((name) => [name, order[name]]));
  const expected = Object.fromEntries(
    rows.map(({ field, value }) => [
      field,
      field === 'quantity' ? valueOf(field, value, 'number') : value,
    ]),
  );
  claimSame(clauseOfFields(names), 'an order is not as it was placed', {
    ...{ expected, seen: actual, order: order.orderId },
  });
}

/** What is kept as sent, and what the platform gives. */
function clauseOfFields(names: readonly string[]): ClauseId {
  const isSent = names.every((name) => ['symbol', 'side', 'quantity'].includes(name));
  return isSent ? 'PLACE-3' : 'PLACE-1';
}

/** An order came back as the table says; one that was `placedAt` `just now` was placed just now. */
export function expectAccepted(placed: PlacedOrder, rows: readonly FieldRow[]): void {
  const isJustNow = ({ field, value }: FieldRow) => field === 'placedAt' && value === 'just now';
  if (rows.some(isJustNow)) expectPlacedJustNow(placed);
  expectFields(
    placed.order,
    rows.filter((row) => !isJustNow(row)),
  );
}

/** What orders have in the columns of a table; `order` is the name that the feature gave it. */
export function asRows(
  world: TradingWorld,
  orders: readonly Order[],
  columns: readonly string[],
): Record<string, unknown>[] {
  return orders.map((order) => {
    const shown: Record<string, unknown> = { ...order, order: world.nameOf(order.orderId) };
    return Object.fromEntries(columns.map((column) => [column, shown[column]]));
  });
}

/** Orders are shown over REST as the rows say, each by its name. */
export async function expectShown(
  world: TradingWorld,
  rows: readonly (Record<string, unknown> & { order: string })[],
): Promise<void> {
  const placed = rows.map(({ order }) => world.orderNamed(order));
  const ids = placed.map(({ order }) => order.orderId);
  const shown = asRows(world, await world.trader.readAll(ids), Object.keys(rows[0] ?? {}));
  for (const [index, row] of rows.entries()) {
    const orderId = ids[index];
    const seen = shown[index]?.orderStatus as OrderStatus | undefined;
    expectNotOverdue(placed[index], row.orderStatus, seen);
    const clause =
      row.orderStatus === seen
        ? 'READ-1'
        : clauseOfStatus(world, orderId ?? '', row.orderStatus, seen);
    claimSame(clause, 'an order does not stand as it should', {
      ...{ expected: row, seen: shown[index], order: orderId },
    });
  }
}

/** The order is shown over REST with this status. */
export async function expectStatus(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  status: OrderStatus,
): Promise<void> {
  const shown = await world.trader.readAll(orders.map(({ order }) => order.orderId));
  for (const [index, { orderId, orderStatus }] of shown.entries()) {
    expectNotOverdue(orders[index], status, orderStatus);
    claimSame(
      clauseOfStatus(world, orderId, status, orderStatus),
      'an order has another status than it should',
      { expected: status, seen: orderStatus, order: orderId, general: 'READ-1' },
    );
  }
}

/** An order that had to be PENDING and is EXECUTED was not due to be. */
function expectNotOverdue(
  placed: PlacedOrder | undefined,
  expected: unknown,
  seen: OrderStatus | undefined,
): void {
  if (placed && expected === 'PENDING' && seen === 'EXECUTED') expectNotYetDue(placed, 'READ-1');
}

/** What is broken where an order is shown in another status than it has to be in. */
function clauseOfStatus(
  { evidence }: TradingWorld,
  orderId: string,
  expected: unknown,
  seen: OrderStatus | undefined,
): ClauseId {
  const isAnnounced = evidence
    .events()
    .some(({ event }) => event.orderId === orderId && event.orderStatus === expected);
  if (seen === 'PENDING' && isAnnounced) return 'EVENT-4';
  if (seen === 'PENDING') return expected === 'CANCELLED' ? 'CANCEL-1' : 'READ-1';
  if (expected === 'EXECUTED') return 'CANCEL-2';
  return expected === 'CANCELLED' ? 'LIFE-3' : 'LIFE-1';
}

/** Every order reaches the status within a time that is counted from its acceptance. */
export async function expectStatusWithin(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  status: OrderStatus,
  ms: number,
): Promise<void> {
  const taken = await Promise.all(
    orders.map(async (placed) => {
      const { at, isOld } = await untilStatus(world, placed.order.orderId, status, dueTime(placed));
      const taken = at - placed.answer.answeredAt;
      return { placed, ms: taken, error: isOld ? taken : 0 };
    }),
  );
  claimNoneTooLate(world, taken, ms);
}

/** How long an order took, and by how much less it may have been. Milliseconds. */
interface Taken extends Measured {
  placed: PlacedOrder | undefined;
}

/** None took longer than it may: where one is in doubt, none of the others tells more. */
function claimNoneTooLate(
  { evidence }: TradingWorld,
  taken: readonly Taken[],
  limit: number,
): void {
  const judged = taken.map((each) => ({
    ...each,
    error: Math.max(each.error, evidence.lateness(each.placed?.answer.sentAt)),
  }));
  for (const slowest of slowestOf(judged))
    claimAtMost(
      clauseOfTime(slowest.placed),
      'an order is executed too late',
      slowest,
      stretched(limit),
      { order: slowest.placed?.order.orderId, hint: 'late execution' },
    );
}

function clauseOfTime(placed: PlacedOrder | undefined): ClauseId {
  return placed?.executesAfter === undefined ? 'TIME-4' : 'CTRL-1';
}

/** By the platform's own clock every order was executed so long after its placement. */
export async function expectExecutedBetween(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  earliest: number,
  latest: number,
): Promise<void> {
  const times = await executionTimes(world, orders);
  for (const [index, time] of times.entries()) {
    const placed = orders[index];
    claim(clauseOfTime(placed), 'an order is executed too early', time >= earliest, {
      ...{ expected: `${earliest} ms or more after it was placed`, seen: `${time} ms` },
      order: placed?.order.orderId,
    });
  }
  const taken = times.map((ms, index) => ({ placed: orders[index], ms, error: 0 }));
  claimNoneTooLate(world, taken, latest);
}

/** The times to execution are not all alike. */
export async function expectExecutionsToDiffer(world: TradingWorld, ms: number): Promise<void> {
  const times = await executionTimes(world, world.ordersOf({ kind: 'every' }));
  claim('TIME-4', 'the times to execution do not differ', spread(times) >= ms, {
    ...{
      expected: `${ms} ms or more between the shortest and the longest`,
      seen: `${spread(times)} ms`,
    },
    details: [times.join(', ')],
  });
}

/** A busy machine executes a little late, in milliseconds. */
const lateness = 300;

/** Two platforms have taken the same times, which are not all alike. */
export function expectSameTimes(
  [one, other]: readonly [number[], number[]],
  { evidence }: TradingWorld,
): void {
  const details = [
    `on the first platform ${one.join(', ')} ms`,
    `on the second ${other.join(', ')} ms`,
  ];
  claim(beyondContract, 'the times to execution do not differ', spread(one) > 2 * lateness, {
    details,
  });
  for (const [index, time] of one.entries())
    claimAtMost(
      beyondContract,
      'one seed gives two different times to execution',
      { ms: Math.abs(time - (other[index] ?? NaN)), error: evidence.lateness() },
      stretched(lateness),
      { details },
    );
}

/** The difference between the largest and the smallest. */
export function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** No two orders have the same identifier. */
export function expectOwnIdentifiers(orders: readonly PlacedOrder[]): void {
  const ids = orders.map(({ order }) => order.orderId);
  const twice = ids.filter((each, index) => ids.indexOf(each) !== index);
  claimNone('PLACE-1', 'two orders have the same identifier', twice);
}

/** An order is still what it was when it was placed, but for the fields named. */
export function expectDifferenceOnlyIn(
  placed: Order,
  shown: Order,
  rows: readonly { field: string }[],
): void {
  const changed = fields.filter((field) => placed[field] !== shown[field]);
  const expected = rows.map(({ field }) => oneOf('field', field, fields));
  claimSame('LIFE-2', 'a change of status changes something else, or not what it should', {
    ...{ expected: [...expected].sort(), seen: [...changed].sort(), order: placed.orderId },
    details: [`from ${JSON.stringify(placed)}`, `to   ${JSON.stringify(shown)}`],
  });
}

/** The times of a new order are equal, and agree with the platform's clock in the answer. */
function expectPlacedJustNow({ order, answer }: PlacedOrder): void {
  claimSame('PLACE-4', 'updatedAt of a new order is not its placedAt', {
    ...{ expected: order.placedAt, seen: order.updatedAt, order: order.orderId },
  });
  const date = answer.headers.date;
  if (date === undefined) return;
  // The header has whole seconds (RFC 9110), and servers keep it for a second before they renew it.
  const age = Date.parse(date) + 1000 - Date.parse(order.placedAt);
  claim('PLACE-4', 'placedAt is not the time of placing', age >= -1000 && age <= stretched(3000), {
    ...{ expected: `the time of the answer: ${date}`, seen: order.placedAt, order: order.orderId },
  });
}

/** The Location of the acceptance leads to the order. */
export async function expectFoundAtLocation(
  world: TradingWorld,
  { order, answer }: PlacedOrder,
): Promise<void> {
  const { location } = answer.headers;
  const about = { order: order.orderId };
  claim('PLACE-2', 'an accepted order has no Location', location !== undefined, about);
  // A URI reference, resolved against the request's address (RFC 9110, section 10.2.2).
  const { access } = world.api;
  const path = access.pathOf(location, answer.request.path);
  claim('PLACE-2', 'Location leads away from the platform', path !== undefined, {
    ...{ expected: `an address below ${access.baseUrl}`, seen: location, ...about },
  });
  const found = await world.trader.send({ method: 'GET', path });
  if (found.status !== 200)
    throw unexpected('PLACE-2', 'Location does not lead to the order', '200 and the order', found);
  claimSame('PLACE-2', 'Location leads to another order', {
    ...{ expected: order.orderId, seen: (found.body as Order).orderId, ...about },
  });
}

/** A quantity with more digits than are promised has come back as it was sent, or was refused. */
export function expectKeptOrRefused({ answer, evidence }: TradingWorld): void {
  evidence.seen(answer);
  if (answer.status === 400) return;
  if (answer.status !== 201)
    throw unexpected(
      'PLACE-3',
      'a long quantity is neither taken nor refused',
      '201 or 400',
      answer,
    );
  const expected = writtenQuantity(answer.request.body ?? '');
  const seen = writtenQuantity(answer.text);
  claim('PLACE-3', 'a quantity is rounded', decimal(seen) === decimal(expected), {
    expected,
    seen,
  });
}

/** The quantity of an order in JSON with all its digits, or nothing where there is none. */
function writtenQuantity(text: string): string {
  try {
    return String((parseLossless(text) as { quantity?: unknown } | null)?.quantity);
  } catch {
    return ''; // what is no JSON breaks the contract by itself
  }
}

/** A number in JSON without exponent and needless zeros, so that equal ones are the same text. */
function decimal(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] =
    /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = digits
    .padStart(digits.length + Math.max(0, -point), '0')
    .padEnd(Math.max(0, point), '0');
  const at = Math.max(0, point);
  const left = padded.slice(0, at).replace(/^0+/, '');
  return `${left}.${padded.slice(at).replace(/0+$/, '')}`;
}

/** Of orders that were cancelled while they executed, each ended in exactly one way. */
export async function expectOneWinner(world: TradingWorld): Promise<void> {
  const ids = world.idsOf({ kind: 'every' });
  const shown = await world.trader.readAll(ids);
  const cancels = new Map<string, Answer[]>(ids.map((orderId) => [orderId, []]));
  for (const answer of world.answers) {
    world.evidence.seen(answer);
    cancels.get(answer.request.path.split('/').at(-1) ?? '')?.push(answer);
  }
  for (const order of shown) expectOneEnd(order, cancels.get(order.orderId) ?? []);
}

function expectOneEnd({ orderId, orderStatus }: Order, cancels: readonly Answer[]): void {
  const statuses = cancels.map(({ status }) => status);
  const said = `the answers to the cancels of order ${orderId}: ${statuses.join(', ')}`;
  const accepted = statuses.filter((status) => status === 204).length;
  const refused = statuses.filter((status) => status === 409).length;
  const about = { order: orderId, details: [said] };
  claim(
    'CANCEL-3',
    'a cancel is neither accepted nor refused',
    accepted + refused === cancels.length,
    about,
  );
  claimSame('CANCEL-3', 'a cancel and the order say different things', {
    ...{ expected: accepted ? 'CANCELLED' : 'EXECUTED', seen: orderStatus, ...about },
  });
  claim('CANCEL-4', 'an order is cancelled more than once', accepted <= 1, about);
  for (const { status, body } of cancels)
    if (status === 409 && isClaimed('problem-details')) {
      const named = (body as { orderStatus?: string } | undefined)?.orderStatus;
      claimSame('CANCEL-2', 'the refusal of a cancel names another status', {
        ...{ expected: orderStatus, seen: named, ...about },
      });
    }
}

/** The order that was looked up is this one, in this status. */
export function expectShownAs(world: TradingWorld, status: OrderStatus): void {
  expectShownAtAll(world);
  const { orderId, orderStatus } = (world.answer.body ?? {}) as Partial<Order>;
  const due = world.order.order.orderId;
  if (orderId === due) expectNotOverdue(world.order, status, orderStatus);
  const isStale = orderId === due && orderStatus === 'PENDING';
  const clause = isStale ? clauseOfStatus(world, due, status, orderStatus) : 'READ-1';
  claimSame(clause, 'an order is not shown as it stands', {
    ...{ expected: { orderId: due, orderStatus: status }, seen: { orderId, orderStatus } },
    ...{ order: due, general: 'READ-1' },
  });
}

/** The look-up was answered with an order. */
export function expectShownAtAll({ answer, evidence }: TradingWorld): void {
  if (answer.status === 200) return;
  evidence.seen(answer);
  throw unexpected('READ-1', 'an order that was placed is not shown', '200 and the order', answer);
}

/** The cancel was accepted. */
export function expectCancelled({ answer, evidence, trader }: TradingWorld): void {
  if (answer.status === 204) return;
  evidence.seen(answer);
  trader.cannotCancel(answer);
}
