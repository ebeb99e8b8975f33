import { expect } from 'chai';
import { expectNone } from './assertions';
import type { Order, OrderStatus } from '../contract/types';
import { type PlacedOrder } from '../actors/trader';
import type { TradingWorld } from '../world';
import { listing } from '../actions/listing';
import { asRows } from './orders';

/** The orders of the list with what the table shows of them, in this order and no others. */
export function expectRows(world: TradingWorld, rows: readonly Record<string, unknown>[]): void {
  const listed = asRows(world, world.memory.of(listing).pages.flat(), Object.keys(rows[0] ?? {}));
  expect(listed, 'the orders in the list').to.deep.equal(rows);
}

/** These orders stand in the list once each, and from the newest to the oldest. */
export function expectEachOnce(pages: readonly Order[][], orders: readonly PlacedOrder[]): void {
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

export function expectOnlyStatus(pages: readonly Order[][], status: OrderStatus): void {
  const others = pages.flat().filter(({ orderStatus }) => orderStatus !== status);
  expectNone(`orders in the list that are not ${status}`, others);
}
