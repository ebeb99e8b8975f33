import type { OrderStatus, Side } from './types';

/** The values that these fields of an order can have. */
export const orderStatuses = ['PENDING', 'EXECUTED', 'CANCELLED'] as const satisfies OrderStatus[];
export const sides = ['BUY', 'SELL'] as const satisfies Side[];
