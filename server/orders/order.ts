/** What an order can be. PENDING comes first; the other two are final. */
export const ORDER_STATUSES = ['PENDING', 'EXECUTED', 'CANCELLED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export type FinalStatus = Exclude<OrderStatus, 'PENDING'>;

export type Side = 'BUY' | 'SELL';

/** What a trader asks for. */
export interface NewOrder {
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
}

/** An order as it stood at one moment. Times are milliseconds since 1970-01-01T00:00:00Z. */
export interface Order extends NewOrder {
  /** A UUID in lower case. */
  readonly orderId: string;
  readonly orderStatus: OrderStatus;
  readonly placedAt: number;
  /** When the status last changed; never before `placedAt`. */
  readonly updatedAt: number;
}

const LEGAL_TRANSITIONS: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['EXECUTED', 'CANCELLED'],
  EXECUTED: [],
  CANCELLED: [],
};

export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return LEGAL_TRANSITIONS[from].includes(to);
}

/** The order as it was when it was placed, whatever has become of it since. */
export function asPlaced(order: Order): Order {
  return { ...order, orderStatus: 'PENDING', updatedAt: order.placedAt };
}

export function asksForTheSame(one: NewOrder, other: NewOrder): boolean {
  return one.symbol === other.symbol && one.side === other.side && one.quantity === other.quantity;
}

/** UUIDs are written in lower case and read in either (RFC 9562, section 4). */
export function canonicalId(orderId: string): string {
  return orderId.toLowerCase();
}
