import { expect } from 'chai';
import { expectNone } from './assertions';
import type { Order, OrderStatus } from '../contract/types';
import { placeMany } from '../actions/lifecycle';
import { nextPage, unexpected, type ListQuery, type PlacedOrder } from '../actors/trader';
import type { TradingWorld } from '../world';

/** What a step of listing left behind. */
export interface Listing {
  pages: Order[][];
  hasNext: boolean;
  /** The orders that were there when the listing began. */
  atStart: readonly PlacedOrder[];
}

/** More pages than any scenario has orders: a walk that goes on ends here. */
const mostPages = 50;

/** Asks for one page, which has to be given. */
export async function listOnce(world: TradingWorld, query: ListQuery): Promise<Listing> {
  const atStart = [...world.trader.orders];
  const answer = await world.trader.list(query);
  await world.tries(Promise.resolve(answer));
  if (answer.status !== 200) throw unexpected('a list', answer);
  const hasNext = nextPage(answer, world.api.baseUrl) !== undefined;
  return { pages: [answer.body as Order[]], hasNext, atStart };
}

/**
 * Walks a list to its end.
 * @param placedMeanwhile how many orders are placed after each page
 */
export async function listAll(
  world: TradingWorld,
  query: ListQuery,
  placedMeanwhile = 0,
): Promise<Listing> {
  const { trader } = world;
  const atStart = [...trader.orders];
  let count = 0;
  const pages = await trader.pages(query, async () => {
    count += 1;
    if (count >= mostPages) throw new Error(`The list did not end after ${count} pages.`);
    await placeMany(world, placedMeanwhile);
  });
  return { pages, hasNext: false, atStart };
}

/** Walks a list of all symbols as far as the scenario's oldest order. */
export async function listBackToOwn(world: TradingWorld, query: ListQuery): Promise<Listing> {
  const atStart = [...world.trader.orders];
  const [oldest = ''] = atStart.map(({ order }) => order.placedAt).sort();
  const pages = await world.trader.pages({ limit: 1000, ...query }, (page) =>
    Promise.resolve(page.every(({ placedAt }) => placedAt >= oldest)),
  );
  return { pages, hasNext: false, atStart };
}

/** The orders of the list, by their names, in this order and no others. */
export function expectListed(world: TradingWorld, names: readonly string[]): void {
  const listed = world.listing.pages.flat().map(({ orderId }) => world.nameOf(orderId));
  expect(listed, 'the orders in the list').to.deep.equal(names);
}

/** The orders of the list with what the table shows of them. */
export function expectRows(world: TradingWorld, rows: readonly Record<string, string>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const listed = world.listing.pages.flat().map((order) => {
    const shown: Record<string, unknown> = { ...order, order: world.nameOf(order.orderId) };
    return Object.fromEntries(columns.map((column) => [column, String(shown[column])]));
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
