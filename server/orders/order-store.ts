import type { FinalStatus, Order, OrderStatus } from './order';

/** A change of an order's status. */
export interface Change {
  /** Rises by one with every change, in the order in which the changes were made. */
  readonly sequence: number;
  /** The order as the change left it. */
  readonly order: Order;
}

export type Addition =
  | { readonly outcome: 'added'; readonly change: Change }
  /** The idempotency key belongs to this order, which asks for the same. */
  | { readonly outcome: 'repeated'; readonly order: Order }
  /** The idempotency key belongs to an order that asks for something else. */
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'full' };

export type Transition =
  | { readonly outcome: 'changed'; readonly change: Change }
  /** The order is not in the status that it was to be changed from. */
  | { readonly outcome: 'not-in-status'; readonly order: Order }
  | { readonly outcome: 'unknown' };

export interface ListQuery {
  readonly orderStatus?: OrderStatus;
  readonly symbol?: string;
  readonly limit: number;
  /** Only orders placed before the one in this position. */
  readonly before?: number;
}

export interface Page {
  /** Newest first. */
  readonly orders: readonly Order[];
  /** The `before` of the next page, while there is one. */
  readonly next?: number;
}

/**
 * Where orders are kept: a port, so that a shared store can take the place of the one in memory.
 *
 * It is the one place where changes are put in a row. Each change is atomic together with its
 * sequence number, and is answered only when every reader sees it; the answers come in the order
 * of the changes.
 */
export interface OrderStore {
  /** Inserts the order as PENDING, unless its idempotency key belongs to another already. */
  add(order: Omit<Order, 'orderStatus' | 'updatedAt'>, idempotencyKey?: string): Promise<Addition>;
  /**
   * Compare and set: changes the status if it is still `from`, else changes nothing.
   *
   * @param at when the change happens, in ms since 1970; taken as `placedAt` if it is before that
   */
  transition(orderId: string, from: OrderStatus, to: FinalStatus, at: number): Promise<Transition>;
  find(orderId: string): Promise<Order | undefined>;
  list(query: ListQuery): Promise<Page>;
  count(): Promise<Record<OrderStatus, number>>;
}
