import type { Order, OrderStatus } from '../../support/contract/types';

const mostRemembered = 10_000;

/** What has been shown of the latest orders, to tell what an order that is read again adds to it. */
export class Shown {
  private readonly statuses = new Map<string, OrderStatus>();
  private latest: number | undefined;
  private readonly begun = Date.now();

  /** @param at when the order came to this status: RFC 3339 */
  add(orderId: string, orderStatus: OrderStatus, at: string): void {
    this.statuses.delete(orderId); // so that what was shown last is the last to be forgotten
    this.statuses.set(orderId, orderStatus);
    this.latest = Date.parse(at);
    const [oldest] = this.statuses.keys();
    if (this.statuses.size > mostRemembered && oldest !== undefined) this.statuses.delete(oldest);
  }

  /**
   * When the latest change happened that has been shown, in milliseconds of the epoch by the
   * platform's clock; before that, when the watching began by this machine's.
   */
  get upTo(): number {
    return this.latest ?? this.begun;
  }

  /** Those of these orders that have changed at or after a time and were not shown so, in order. */
  news(orders: readonly Order[], after: number): Order[] {
    return orders
      .filter(({ orderId, orderStatus, updatedAt }) => {
        const shown = this.statuses.get(orderId) ?? 'PENDING';
        const isNew = !this.statuses.has(orderId) || (shown === 'PENDING' && shown !== orderStatus);
        return isNew && Date.parse(updatedAt) >= after;
      })
      .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
  }
}
