import type { Order } from '../orders/order';
import type { Order as WireOrder } from './types';

/** Below it is what clients of Socket.IO ask for. */
export const SOCKET_IO_PATH = '/socket.io';

/** UUIDs as RFC 9562 writes them, and nothing else: no braces, no `urn:uuid:`. */
export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The order as the contract describes it. */
export function toWireOrder(order: Order): WireOrder {
  return {
    orderId: order.orderId,
    orderStatus: order.orderStatus,
    symbol: order.symbol,
    side: order.side,
    quantity: order.quantity,
    placedAt: toTimestamp(order.placedAt),
    updatedAt: toTimestamp(order.updatedAt),
  };
}

/** RFC 3339, UTC, with milliseconds. */
export function toTimestamp(msSince1970: number): string {
  return new Date(msSince1970).toISOString();
}

/** What is wrong with a text of headers and queries that has to be a whole number (CTRL-1). */
export function wholeNumberFault(text: string): string | undefined {
  if (!/^\d+$/.test(text)) return 'is not a whole number in digits';
  // From 309 digits on it would be Infinity, which the validators hold against no bound.
  return Number.isSafeInteger(Number(text)) ? undefined : 'has more digits than can be kept';
}

/** The place of a fault, on one line whatever a client calls its fields. */
export function onOneLine(place: string): string {
  return place.replace(/[\n\r\u2028\u2029]/g, encodeURIComponent);
}
