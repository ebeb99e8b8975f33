/**
 * What the page knows about orders, put together from two sources that overtake each other:
 * the list read by REST and the events. No network and no page in here.
 *
 * An order's status changes once, from PENDING to a final one, so a final status always wins
 * over PENDING, whichever of the two is heard first, and nothing wins over a final status.
 */
export class LiveOrders {
  /**
   * @param {number} kept orders remembered: more than are shown, so that the last event of one
   *   that has just left the page is not taken for a new order
   */
  constructor(kept = 5000) {
    this.kept = kept;
    this.orders = new Map();
    this.round = 0;
  }

  /** Events were missed: what is known may be out of date until the list is read. */
  startOver() {
    this.round += 1;
    return this.round;
  }

  /** One `order:status` event. */
  event({ sequence, orderId, orderStatus, symbol, side, quantity, occurredAt }) {
    this.#merge({
      orderId,
      orderStatus,
      symbol,
      side,
      quantity,
      sequence,
      // Only the first event tells when the order was placed.
      placedAt: orderStatus === 'PENDING' ? Date.parse(occurredAt) : undefined,
      heardAt: Date.parse(occurredAt),
    });
    this.#forget();
  }

  /**
   * The answer of `GET /orders` that was asked for in `round`. Orders that it does not have, and
   * that no event of the same round was about, belong to a platform that is no more.
   */
  list(orders, round) {
    if (round !== this.round) return;
    const listed = new Set(orders.map(({ orderId }) => orderId));
    for (const [orderId, order] of this.orders) {
      if (order.round !== round && !listed.has(orderId)) this.orders.delete(orderId);
    }
    for (const order of orders) {
      const placedAt = Date.parse(order.placedAt);
      this.#merge({ ...order, sequence: -1, placedAt, heardAt: placedAt });
    }
    this.#forget();
  }

  /** All that is known, newest first. */
  newest() {
    const time = ({ placedAt, heardAt }) => placedAt ?? heardAt;
    return [...this.orders.values()].sort(
      (a, b) => time(b) - time(a) || b.sequence - a.sequence || (a.orderId < b.orderId ? -1 : 1),
    );
  }

  #merge(news) {
    const known = this.orders.get(news.orderId);
    const outdated = known && known.orderStatus !== 'PENDING';
    this.orders.set(news.orderId, {
      ...news,
      orderStatus: outdated ? known.orderStatus : news.orderStatus,
      sequence: Math.max(news.sequence, known?.sequence ?? -1),
      placedAt: known?.placedAt ?? news.placedAt,
      heardAt: Math.min(news.heardAt, known?.heardAt ?? Infinity),
      round: this.round,
    });
  }

  #forget() {
    // Half as many again, so that a stream of events does not sort for each of them.
    if (this.orders.size <= this.kept * 1.5) return;
    for (const { orderId } of this.newest().slice(this.kept)) this.orders.delete(orderId);
  }
}
