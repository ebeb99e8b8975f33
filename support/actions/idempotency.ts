import type { NewOrder } from '../contract/types';
import type { Answer } from '../contract/messages';
import { oneOf } from '../tables';
import type { Trader } from '../actors/trader';
import type { TradingWorld } from '../world';

/** Places the scenario's order, or another one, with a key or without. */
export async function placeWithKey(
  { trader }: TradingWorld,
  idempotencyKey: string | undefined,
  order: NewOrder = trader.newOrder(),
): Promise<Answer> {
  return trader.place(order, { idempotencyKey });
}

/** The scenario's order with one field changed, and still of a kind that only it places. */
export function differentOrder(trader: Trader, field: string): NewOrder {
  switch (oneOf('field', field, ['symbol', 'side', 'quantity'])) {
    case 'symbol':
      return trader.newOrder({ symbol: `${trader.symbol}X` });
    case 'side':
      return trader.newOrder({ side: 'SELL' });
    case 'quantity':
      return trader.newOrder({ quantity: trader.quantity + 1 });
  }
}
