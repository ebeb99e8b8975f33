import type { OrdersApi } from '../platform/orders-api';
import { Trader } from './trader';

/** A name for the one trader of a scenario that needs no other. */
export const theTrader = 'the trader';

/** The traders of a scenario, by name; whoever is spoken of is there. */
export class Traders {
  private readonly byName = new Map<string, Trader>();

  constructor(private api: OrdersApi) {}

  /** Has everybody begin anew on another platform. */
  moveTo(api: OrdersApi): void {
    this.byName.clear();
    this.api = api;
  }

  get(name: string): Trader {
    const found = this.byName.get(name);
    if (found) return found;
    const [colleague] = this.byName.values();
    const trader = colleague?.colleague() ?? new Trader(this.api);
    this.byName.set(name, trader);
    return trader;
  }

  /** Whether an order is one that only these traders place, whoever's it is. */
  couldHavePlaced({ symbol, quantity }: { symbol: string; quantity: number }): boolean {
    return [...this.byName.values()].some(
      (each) => each.symbol === symbol || each.quantity === quantity,
    );
  }
}
