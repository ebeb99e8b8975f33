import type { OrderStatus } from '../orders/order';
import { InMemoryEventLog } from './event-log';

/** A log that a test fills: one event after the other, of whatever order. */
export class TestLog extends InMemoryEventLog {
  /** @returns the number of the event */
  tell(orderId: string, orderStatus: OrderStatus = 'PENDING', sequence = this.last + 1): number {
    const times = { placedAt: 1000, updatedAt: 1000 + sequence };
    const order = { symbol: 'EURUSD', side: 'BUY', quantity: 0.5, ...times } as const;
    this.append({ sequence, order: { ...order, orderId, orderStatus } });
    return sequence;
  }
}
