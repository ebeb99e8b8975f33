import { canonicalId } from '../orders/order';

/** The room of every order's events. */
export const ALL_ORDERS = 'orders';

const ONE_ORDER = 'order:';

/** The room of one order's events, or of every order's. */
export function roomOf(orderId?: string): string {
  return orderId === undefined ? ALL_ORDERS : ONE_ORDER + canonicalId(orderId);
}

/** The rooms that an order's events go to. */
export function roomsFor(orderId: string): [all: string, one: string] {
  return [ALL_ORDERS, ONE_ORDER + orderId];
}
