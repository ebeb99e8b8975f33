import { randomUUID } from 'node:crypto';

/** What a baseline keeps of an order; the same fields as on the wire. */
export interface Order {
  orderId: string;
  orderStatus: 'PENDING' | 'EXECUTED';
  symbol: string;
  side: string;
  quantity: number;
  placedAt: string;
  updatedAt: string;
}

type NewOrder = Pick<Order, 'symbol' | 'side' | 'quantity'>;

/** Takes the body at its word: the baselines check nothing. */
export function pendingOrder({ symbol, side, quantity }: NewOrder): Order {
  const placedAt = new Date().toISOString();
  return {
    orderId: randomUUID(),
    orderStatus: 'PENDING',
    ...{ symbol, side, quantity },
    ...{ placedAt, updatedAt: placedAt },
  };
}

export function executed(order: Order): Order {
  return { ...order, orderStatus: 'EXECUTED', updatedAt: new Date().toISOString() };
}

let sequence = 0;

/** The event that tells of the order's status, with the same fields as the platform's. */
export function eventOf({ orderId, orderStatus, symbol, side, quantity, updatedAt }: Order) {
  sequence += 1;
  return { sequence, orderId, orderStatus, symbol, side, quantity, occurredAt: updatedAt };
}
