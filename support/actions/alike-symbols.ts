import type { TradingWorld } from '../world';
import { type ListQuery, type Trader, unexpected } from '../actors/trader';
import { withEach } from '../actors/at-once';
import { orderStatuses } from '../contract/order-values';
import type { Order } from '../contract/types';
import { topic } from '../evidence/memory';

/**
 * Symbols that careless filters take for one another, all made of one that only this scenario uses,
 * by the words of the features.
 */
const families = {
  'contain each other': (own) => [
    ...[own, own.slice(0, -1), own.slice(0, -2), own.slice(1), own.slice(2), own.slice(1, -1)],
    ...[`${own}A`, `${own}0`, `A${own}`, `A${own}0`, `${own}.`, `${own}.A`, `${own}-1`, `${own}/A`],
  ],
  'differ in one character': (own) => {
    const long = own.padEnd(longest, 'A');
    return [0, 7, longest - 1].flatMap((at) =>
      [...'OQ01./-']
        .filter((each) => at > 0 || /[A-Z]/.test(each))
        .map((each) => long.slice(0, at) + each + long.slice(at + 1)),
    );
  },
  'differ in their marks': (own) => {
    const [one, other] = [own.slice(0, 6), own.slice(6, 12)];
    return ['', '.', '-', '/', '..', './', '-.'].map((marks) => one + marks + other);
  },
  'are made of the same characters': (own) => [
    ...[`AB${own}`, `BA${own}`, `${own}AB`, `${own}BA`, `A${own}B`],
    [...`AB${own}`].reverse().join(''),
  ],
} satisfies Record<string, (own: string) => readonly string[]>;

/** Characters of a symbol at most. */
const longest = 15;

export type SymbolLikeness = keyof typeof families;
export const symbolLikenesses = Object.keys(families) as SymbolLikeness[];

/** @param own 13 characters, the first a letter. @returns symbols that all differ */
export function symbolsThat(likeness: SymbolLikeness, own: string): string[] {
  // Of letters alone, so that each of its ends is a symbol as well.
  const letters = own.replace(/\d/g, (digit) => 'GHIJKLMNOP'[Number(digit)] ?? '');
  return families[likeness](letters);
}

/** Requests under way at the same time. */
const mostAtOnce = 50;

/** Orders that are there of each symbol, so that a list of it has a second page. */
const ordersOfEach = 2;

export async function placeOfAlike(trader: Trader, likeness: SymbolLikeness): Promise<void> {
  const symbols = symbolsThat(likeness, trader.symbol);
  const orders = Array.from({ length: ordersOfEach }, () => symbols).flat();
  await withEach(orders, mostAtOnce, (symbol) => trader.placed(trader.newOrder({ symbol })));
}

/** A list of one symbol, in whatever status or in one, and the orders that its pages have shown. */
export interface ListOfSymbol {
  query: ListQuery;
  shown: readonly Order[];
}

export const listsOfSymbols = topic<readonly ListOfSymbol[]>('No symbols have been listed');

/** Lists each symbol that the trader has traded: all of it page by page, and in each status. */
export async function listEachSymbol({ trader, evidence, memory }: TradingWorld): Promise<void> {
  const symbols = [...new Set(trader.orders.map(({ order }) => order.symbol))];
  const whole = await withEach(symbols, mostAtOnce, async (symbol) => {
    const query = { symbol, limit: 1 };
    let count = 0;
    // A page more than there should be tells enough.
    const isGoingOn = (page: readonly Order[]) => page.length > 0 && ++count <= ordersOfEach;
    const pages = await trader.pages(query, (page) => Promise.resolve(isGoingOn(page)));
    return { query, shown: pages.flat() };
  });
  const narrower = symbols.flatMap((symbol) =>
    orderStatuses.map((orderStatus) => ({ symbol, orderStatus })),
  );
  const parts = await withEach(narrower, mostAtOnce, async (query) => {
    const answer = await trader.list(query);
    if (answer.status !== 200)
      throw unexpected('PAGE-1', 'a list is refused', '200 and a list', answer);
    return { query, shown: answer.body as Order[] };
  });
  evidence.sumUp(evidence.answers().filter(({ request }) => request.method === 'GET'));
  memory.keep(listsOfSymbols, [...whole, ...parts]);
}
