import { expect } from 'chai';
import { expectNone } from './assertions';
import type { OrderStatus } from '../contract/types';
import { type PlacedOrder } from '../actors/trader';
import type { TradingWorld } from '../world';
import { listing, type Listing } from '../actions/listing';

/** The orders of the list, by their names, in this order and no others. */
export function expectListed(world: TradingWorld, names: readonly string[]): void {
  const listed = world.memory
    .of(listing)
    .pages.flat()
    .map(({ orderId }) => world.nameOf(orderId));
  expect(listed, 'the orders in the list').to.deep.equal(names);
}

/** The orders of the list with what the table shows of them. */
export function expectRows(world: TradingWorld, rows: readonly Record<string, unknown>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const listed = world.memory
    .of(listing)
    .pages.flat()
    .map((order) => {
      const shown: Record<string, unknown> = { ...order, order: world.nameOf(order.orderId) };
      return Object.fromEntries(columns.map((column) => [column, shown[column]]));
    });
  expect(listed, 'the orders in the list').to.deep.equal(rows);
}

/** These orders stand in the list once each, and from the newest to the oldest. */
export function expectEachOnce({ pages }: Listing, orders: readonly PlacedOrder[]): void {
  const listed = pages.flat();
  const counts = orders.map(({ order: { orderId } }) => ({
    orderId,
    count: listed.filter((each) => each.orderId === orderId).length,
  }));
  const ids = (wrong: typeof counts) => wrong.map(({ orderId }) => orderId);
  expectNone('orders that the list misses', ids(counts.filter(({ count }) => count === 0)));
  expectNone('orders that the list repeats', ids(counts.filter(({ count }) => count > 1)));
  const times = listed.map(({ placedAt }) => placedAt);
  expect(times, 'the times of the orders in the list').to.deep.equal([...times].sort().reverse());
}

export function expectOnlyStatus({ pages }: Listing, status: OrderStatus): void {
  const others = pages.flat().filter(({ orderStatus }) => orderStatus !== status);
  expectNone(`orders in the list that are not ${status}`, others);
}
