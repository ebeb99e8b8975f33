import { topic } from '../evidence/memory';
import { type ListQuery, nextPage, type PlacedOrder, unexpected } from '../actors/trader';
import type { Order, OrderStatus } from '../contract/types';
import type { TradingWorld } from '../world';
import { placeMany } from './lifecycle';

/** What a step of listing left behind. */
export interface Listing {
  pages: Order[][];
  hasNext: boolean;
  /** The orders that were there when the listing began. */
  atStart: readonly PlacedOrder[];
}

export const listing = topic<Listing>('Nothing has been listed');

/** More pages than any scenario has orders: a walk that goes on ends here. */
const mostPages = 50;

/** Which orders a step lists: those of the scenario's symbol or of all, and in which status. */
export interface Listed {
  ofAll: boolean;
  orderStatus?: OrderStatus;
}

/** Lists orders: one page, or, of all symbols, as far as the scenario's oldest order. */
export async function list(world: TradingWorld, listed: Listed, limit?: number): Promise<Listing> {
  const query = queryOf(world, listed, limit);
  return listed.ofAll && limit === undefined ? listBackToOwn(world, query) : listOnce(world, query);
}

/** Walks a list page by page; see {@link listAll} and {@link listBackToOwn}. */
export async function page(
  world: TradingWorld,
  listed: Listed,
  limit: number,
  placedMeanwhile = 0,
): Promise<Listing> {
  const query = queryOf(world, listed, limit);
  return listed.ofAll ? listBackToOwn(world, query) : listAll(world, query, placedMeanwhile);
}

function queryOf(
  { trader }: TradingWorld,
  { ofAll, orderStatus }: Listed,
  limit?: number,
): ListQuery {
  return {
    ...(ofAll ? {} : { symbol: trader.symbol }),
    ...(orderStatus === undefined ? {} : { orderStatus }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Asks for one page, which has to be given. */
async function listOnce(world: TradingWorld, query: ListQuery): Promise<Listing> {
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
async function listAll(
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
async function listBackToOwn(world: TradingWorld, query: ListQuery): Promise<Listing> {
  const atStart = [...world.trader.orders];
  const [oldest = ''] = atStart.map(({ order }) => order.placedAt).sort();
  const pages = await world.trader.pages({ limit: 1000, ...query }, (page) =>
    Promise.resolve(page.every(({ placedAt }) => placedAt >= oldest)),
  );
  return { pages, hasNext: false, atStart };
}
