import { expect } from 'chai';
import type { Order, OrderStatus } from '../contract/types';
import { stretched } from '../run/settings/deadlines';
import { dueTime, executionTimes, untilStatus } from '../actions/lifecycle';
import type { Answer } from '../contract/messages';
import { orderStatuses } from '../contract/order-values';
import { oneOf, valueOf } from '../tables/cells';
import type { PlacedOrder } from '../actors/trader';
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
  expect(actual, `order ${order.orderId}`).to.deep.equal(expected);
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
  const ids = rows.map(({ order }) => world.orderNamed(order).order.orderId);
  const shown = asRows(world, await world.trader.readAll(ids), Object.keys(rows[0] ?? {}));
  expect(shown, 'the orders').to.deep.equal(rows);
}

/** The order is shown over REST with this status. */
export async function expectStatus(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  status: OrderStatus,
): Promise<void> {
  const shown = await world.trader.readAll(orders.map(({ order }) => order.orderId));
  for (const { orderId, orderStatus } of shown)
    expect(orderStatus, `the status of order ${world.nameOf(orderId)}`).to.equal(status);
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
      const at = await untilStatus(world, placed.order.orderId, status, dueTime(placed));
      return at - placed.answer.answeredAt;
    }),
  );
  for (const [index, time] of taken.entries())
    expect(
      time,
      `milliseconds until order ${world.nameOf(orders[index]?.order.orderId ?? '')} was ${status}`,
    ).to.be.at.most(stretched(ms));
}

/** By the platform's own clock every order was executed so long after its placement. */
export async function expectExecutedBetween(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  earliest: number,
  latest: number,
): Promise<void> {
  for (const time of await executionTimes(world, orders))
    expect(time, 'milliseconds from placement to execution')
      .to.be.at.least(earliest)
      .and.at.most(stretched(latest));
}

/** The times to execution are not all alike. */
export async function expectExecutionsToDiffer(world: TradingWorld, ms: number): Promise<void> {
  const times = await executionTimes(world, world.ordersOf({ kind: 'every' }));
  expect(spread(times), 'milliseconds between the shortest and the longest time').to.be.at.least(
    ms,
  );
}

/** A busy machine executes a little late, in milliseconds. */
const lateness = 300;

/** Two platforms have taken the same times, which are not all alike. */
export function expectSameTimes([one, other]: readonly [number[], number[]]): void {
  expect(spread(one), `the times to execution, ${one.join(', ')}, should differ`).to.be.above(
    2 * lateness,
  );
  for (const [index, time] of one.entries())
    expect(
      time,
      `milliseconds to execution: ${one.join(', ')}, and ${other.join(', ')}`,
    ).to.be.closeTo(other[index] ?? NaN, stretched(lateness));
}

/** The difference between the largest and the smallest. */
export function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** No two orders have the same identifier. */
export function expectOwnIdentifiers(orders: readonly PlacedOrder[]): void {
  const ids = orders.map(({ order }) => order.orderId);
  expect(new Set(ids).size, `different identifiers among ${ids.join(', ')}`).to.equal(ids.length);
}

/** An order is still what it was when it was placed, but for the fields named. */
export function expectDifferenceOnlyIn(
  placed: Order,
  shown: Order,
  rows: readonly { field: string }[],
): void {
  const changed = fields.filter((field) => placed[field] !== shown[field]);
  const expected = rows.map(({ field }) => oneOf('field', field, fields));
  expect(
    changed,
    `fields that changed, from ${JSON.stringify(placed)} to ${JSON.stringify(shown)}`,
  ).to.have.members(expected);
}

/** The times of a new order are equal, and agree with the platform's clock in the answer. */
function expectPlacedJustNow({ order, answer }: PlacedOrder): void {
  expect(order.updatedAt, 'updatedAt of a new order').to.equal(order.placedAt);
  const date = answer.headers.date;
  if (date === undefined) return;
  // The header has whole seconds (RFC 9110), and servers keep it for a second before they renew it.
  const age = Date.parse(date) + 1000 - Date.parse(order.placedAt);
  expect(age, `milliseconds from placedAt (${order.placedAt}) to the answer's Date (${date})`)
    .to.be.at.least(-1000)
    .and.at.most(stretched(3000));
}

/** The Location of the acceptance leads to the order. */
export async function expectFoundAtLocation(
  world: TradingWorld,
  { order, answer }: PlacedOrder,
): Promise<void> {
  const location = answer.headers.location;
  expect(location, 'the Location of the answer').to.equal(`/orders/${order.orderId}`);
  const found = await world.trader.send({ method: 'GET', path: location });
  expect(found.status, `the status of ${location}`).to.equal(200);
  expect((found.body as Order).orderId).to.equal(order.orderId);
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
  expect(accepted + refused, said).to.equal(cancels.length);
  expect(accepted, `accepted cancels; ${said}`).to.be.at.most(1);
  expect(orderStatus, `the final status; ${said}`).to.equal(accepted ? 'CANCELLED' : 'EXECUTED');
  for (const each of cancels.filter(({ status }) => status === 409))
    expect(each.body, `the refusal of a cancel; ${said}`).to.include({ orderStatus });
}
