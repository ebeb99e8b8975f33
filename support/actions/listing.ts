import { FailureError, Mistake } from '../contract/failure';
import { topic } from '../evidence/memory';
import type { PlacedOrder } from '../actors/placed-order';
import { type ListQuery, nextPage, type Trader, unexpected } from '../actors/trader';
import type { Answer } from '../contract/messages';
import type { Order, OrderStatus } from '../contract/types';
import type { TradingWorld } from '../world';
import { withDigits } from '../tables/cells';
import { placeMany } from './lifecycle';

/** What a step of listing left behind. */
export interface Listing {
  pages: Order[][];
  /** The orders that were there when the listing began. */
  atStart: readonly PlacedOrder[];
}

export const listing = topic<Listing>('Nothing has been listed');

/** More pages than any scenario has orders: a walk that goes on ends here. */
const mostPages = 50;

/** Which orders a step lists: those of the trader's symbol or of all, in which status, how many. */
export interface Listed {
  ofAll: boolean;
  orderStatus: OrderStatus | undefined;
  limit: number | undefined;
}

/** Lists orders: one page, or, of all symbols, as far as the scenario's oldest order. */
export async function list(world: TradingWorld, trader: Trader, listed: Listed): Promise<Listing> {
  if (listed.ofAll) return listBackToOwn(trader, listed);
  const atStart = [...trader.orders];
  const answer = await trader.list(queryOf(trader, listed));
  await world.tries(Promise.resolve(answer));
  if (answer.status !== 200)
    throw unexpected('LIST-1', 'a list is refused', '200 and a list', answer);
  return { pages: [answer.body as Order[]], atStart };
}

/**
 * Walks a list page by page, to its end, or, of all symbols, as far as the scenario's oldest order.
 * @param placedMeanwhile how many orders are placed after each page
 */
export async function page(trader: Trader, listed: Listed, placedMeanwhile = 0): Promise<Listing> {
  if (listed.ofAll) return listBackToOwn(trader, listed);
  const atStart = [...trader.orders];
  let count = 0;
  const pages = await trader.pages(queryOf(trader, listed), async () => {
    count += 1;
    if (count >= mostPages) throw unendingList(count);
    await placeMany(trader, placedMeanwhile);
  });
  return { pages, atStart };
}

/** Asks for the second page of the trader's orders, with another cursor than the first one gave. */
export async function pageOnBeside({ api }: TradingWorld, trader: Trader): Promise<Answer> {
  const first = await trader.list({ symbol: trader.symbol, limit: 1 });
  const [path = '', query] = nextPage(first, api.access)?.split('?') ?? [];
  const parameters = new URLSearchParams(query);
  const cursor = parameters.get('cursor');
  if (!cursor) throw unexpected('PAGE-2', 'a page does not lead to the next', 'a cursor', first);
  parameters.set('cursor', differingInOne(cursor));
  return trader.send({ method: 'GET', path: `${path}?${parameters.toString()}` });
}

/** The same text but for the character in its middle, which becomes another one of its kind. */
function differingInOne(text: string): string {
  const middle = Math.floor(text.length / 2);
  const kinds = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const character = text.charAt(middle);
  const kind = kinds.find((each) => each.includes(character)) ?? 'x';
  const other = kind.charAt((kind.indexOf(character) + 1) % kind.length);
  return text.slice(0, middle) + other + text.slice(middle + 1);
}

/** Walks a list of all symbols as far as the scenario's oldest order. */
async function listBackToOwn(trader: Trader, listed: Listed): Promise<Listing> {
  const atStart = [...trader.orders];
  const [oldest = ''] = atStart.map(({ order }) => order.placedAt).sort();
  const pages = await trader.pages({ limit: 1000, ...queryOf(trader, listed) }, (page) =>
    Promise.resolve(page.every(({ placedAt }) => placedAt >= oldest)),
  );
  return { pages, atStart };
}

function queryOf({ symbol }: Trader, { ofAll, orderStatus, limit }: Listed): ListQuery {
  return {
    ...(ofAll ? {} : { symbol }),
    ...(orderStatus === undefined ? {} : { orderStatus }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function unendingList(pages: number): FailureError {
  const sentence = 'walking the links of a list comes to no end';
  return new FailureError([{ kind: 'broken', clause: 'PAGE-3', sentence, seen: `${pages} pages` }]);
}

/**
 * What a feature's table says of a list, right or wrong. Values stand in quotes, as they may be
 * empty, but for those such as `309 digits`.
 * @throws Error that names the parameter, where they do not
 */
export function queryIn(
  rows: readonly { parameter: string; value: string }[],
): Record<string, string> {
  return Object.fromEntries(
    rows.map(({ parameter, value }) => {
      const [, quoted] = /^"(.*)"$/.exec(value) ?? [];
      const text = withDigits(value) === value ? quoted : withDigits(value);
      if (text === undefined) throw new Mistake(`${parameter}: ${value} has to stand in quotes.`);
      return [parameter.replaceAll('"', ''), text];
    }),
  );
}
