import { canonicalId } from '../orders/order';

/** The room of every order's events. */
export const ALL_ORDERS = 'orders';

const ONE_ORDER = 'order:';

/** The room of one order's events. */
export function orderRoom(orderId: string): string {
  return ONE_ORDER + canonicalId(orderId);
}

/** Whether it is one of these; every connection is in a room of its own besides. */
export function isEventRoom(room: string): boolean {
  return room === ALL_ORDERS || room.startsWith(ONE_ORDER);
}
