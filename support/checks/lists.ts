import { claimNone, claimSame } from '../contract/claims';
import { isDeepStrictEqual } from 'node:util';
import type { Order, OrderStatus } from '../contract/types';
import type { PlacedOrder } from '../actors/placed-order';
import type { TradingWorld } from '../world';
import { listing, type Listing } from '../actions/listing';
import { listsOfSymbols } from '../actions/alike-symbols';
import { asRows } from './orders';

/** The orders of the list with what the table shows of them, in this order and no others. */
export function expectRows(world: TradingWorld, rows: readonly Record<string, unknown>[]): void {
  const listed = asRows(world, world.memory.of(listing).pages.flat(), Object.keys(rows[0] ?? {}));
  const text = (row: unknown) => JSON.stringify(row);
  const inAnyOrder = (each: readonly unknown[]) => each.map(text).sort();
  const isShuffled = isDeepStrictEqual(inAnyOrder(listed), inAnyOrder(rows));
  const tooFew = rows.some(({ order }) => !listed.some((each) => each.order === order));
  const clause = isShuffled ? 'LIST-1' : tooFew ? 'LIST-2' : 'PAGE-1';
  const sentence = isShuffled
    ? 'the orders of a list are in another order'
    : 'a list does not show the orders that are due';
  claimSame(listed.length === rows.length && !isShuffled && !tooFew ? 'LIST-1' : clause, sentence, {
    ...{ expected: rows, seen: listed },
  });
}

/** These orders stand in the list once each, and from the newest to the oldest. */
export function expectEachOnce(pages: readonly Order[][], orders: readonly PlacedOrder[]): void {
  const listed = pages.flat();
  const counts = orders.map(({ order: { orderId } }) => ({
    orderId,
    count: listed.filter((each) => each.orderId === orderId).length,
  }));
  const ids = (wrong: typeof counts) => wrong.map(({ orderId }) => orderId);
  const clause = pages.length > 1 ? 'PAGE-3' : 'LIST-2';
  claimNone(clause, 'a list misses orders', ids(counts.filter(({ count }) => count === 0)));
  claimNone('PAGE-3', 'a list shows orders twice', ids(counts.filter(({ count }) => count > 1)));
  const times = listed.map(({ placedAt }) => placedAt);
  claimSame('LIST-1', 'the orders of a list are in another order', {
    ...{ expected: [...times].sort().reverse(), seen: times },
  });
}

/** The pages hold so many orders, such as `3, 3, 1`. */
export function expectPageSizes({ pages, atStart }: Listing, sizes: string): void {
  const ids = pages.flat().map(({ orderId }) => orderId);
  const twice = ids.filter((each, index) => ids.indexOf(each) !== index);
  claimNone('PAGE-3', 'a list shows orders twice', twice);
  const due = sizes.split(', ').reduce((sum, each) => sum + Number(each), 0);
  // Of a list that is not narrowed down, all that were there at the start.
  const missed = due === atStart.length ? atStart.map(({ order }) => order.orderId) : [];
  claimNone(
    'PAGE-3',
    'a list misses orders',
    missed.filter((each) => !ids.includes(each)),
  );
  const seen = pages.map(({ length }) => length).join(', ');
  claimSame('PAGE-2', 'the pages hold other numbers of orders', { expected: sizes, seen });
}

export function expectOnlyStatus(pages: readonly Order[][], status: OrderStatus): void {
  const others = pages.flat().filter(({ orderStatus }) => orderStatus !== status);
  claimNone('PAGE-1', 'a list shows orders that were not asked for', others);
}

/** Every list of a symbol shows its orders, all of them where no status was asked for, and no others. */
export function expectOwnSymbolOnly({ memory, trader }: TradingWorld): void {
  for (const { query, shown } of memory.of(listsOfSymbols)) {
    const { symbol, orderStatus } = query;
    const asked = { expected: 'none', details: [`asked for ${JSON.stringify(query)}`] };
    const others = shown.filter(
      (each) => each.symbol !== symbol || (orderStatus && each.orderStatus !== orderStatus),
    );
    claimNone('PAGE-1', 'a list shows orders that were not asked for', others, asked);
    const missed = trader.orders
      .filter(({ order }) => order.symbol === symbol && orderStatus === undefined)
      .filter(({ order }) => !shown.some(({ orderId }) => orderId === order.orderId));
    claimNone(
      'PAGE-1',
      'a list does not show all that was asked for',
      missed.map(({ order }) => order),
      asked,
    );
  }
}
