import { randomUUID } from 'node:crypto';
import type { Clock } from './clock';
import { OrderRefusal } from './errors';
import type { ExecutionQueue } from './execution-queue';
import type { FinalStatus, NewOrder, Order, OrderStatus } from './order';
import { asPlaced, canonicalId } from './order';
import type { Change, ListQuery, OrderStore, Page } from './order-store';

export interface PlaceOptions {
  /** The same key with the same order gives the first answer again. */
  readonly idempotencyKey?: string;
  /** Milliseconds from placing to execution, instead of a random delay. */
  readonly executionDelayMs?: number;
}

export interface ExchangeParts {
  readonly store: OrderStore;
  readonly clock: Clock;
  readonly executions: ExecutionQueue;
  /** Draws the random time from PENDING to EXECUTED, in milliseconds. */
  readonly executionDelay: () => number;
}

/** Takes orders, executes them when their time has come, and announces every status change. */
export class Exchange {
  private readonly listeners: ((change: Change) => void)[] = [];

  constructor(private readonly parts: ExchangeParts) {
    parts.executions.onDue((orderId) => void this.execute(orderId));
  }

  /**
   * Places an order, or gives the first answer again if the idempotency key has been used for it.
   *
   * @throws OrderRefusal `idempotency-key-reused`, `platform-full`
   */
  async place(order: NewOrder, options: PlaceOptions = {}): Promise<Order> {
    const { store, clock, executions, executionDelay } = this.parts;
    const placement = { ...order, orderId: newOrderId(), placedAt: clock.now() };
    const addition = await store.add(placement, options.idempotencyKey);
    switch (addition.outcome) {
      case 'repeated':
        return asPlaced(addition.order);
      case 'key-reused':
        throw new OrderRefusal(
          'idempotency-key-reused',
          'The idempotency key has been used for an order with another body.',
        );
      case 'full':
        throw new OrderRefusal('platform-full', 'The platform holds as many orders as it can.');
      case 'added': {
        const { change } = addition;
        this.announce(change);
        executions.schedule(change.order.orderId, options.executionDelayMs ?? executionDelay());
        return change.order;
      }
    }
  }

  /**
   * Cancels a pending order.
   *
   * @throws OrderRefusal `order-unknown`, `order-not-pending`
   */
  async cancel(orderId: string): Promise<void> {
    const { store, clock } = this.parts;
    const id = canonicalId(orderId);
    const transition = await store.transition(id, 'PENDING', 'CANCELLED', clock.now());
    switch (transition.outcome) {
      case 'unknown':
        throw unknownOrder(orderId);
      case 'not-in-status':
        throw notPending(transition.order);
      case 'changed':
        this.announce(transition.change);
    }
  }

  /** @throws OrderRefusal `order-unknown` */
  async find(orderId: string): Promise<Order> {
    const order = await this.parts.store.find(canonicalId(orderId));
    if (!order) throw unknownOrder(orderId);
    return order;
  }

  list(query: ListQuery): Promise<Page> {
    return this.parts.store.list(query);
  }

  count(): Promise<Record<OrderStatus, number>> {
    return this.parts.store.count();
  }

  /**
   * Tells `listener` of every status change from now on: once, in the order of the changes, and
   * when the store shows it already.
   */
  onStatusChange(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  private async execute(orderId: string): Promise<void> {
    const { store, clock } = this.parts;
    const transition = await store.transition(orderId, 'PENDING', 'EXECUTED', clock.now());
    // Otherwise it has been cancelled.
    if (transition.outcome === 'changed') this.announce(transition.change);
  }

  private announce(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** A UUID in one piece: `randomUUID` gives a rope of pieces, which takes 500 bytes instead of 60. */
function newOrderId(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1');
}

function unknownOrder(orderId: string): OrderRefusal {
  return new OrderRefusal('order-unknown', `There is no order ${orderId}.`);
}

function notPending({ orderStatus }: Order): OrderRefusal {
  const detail = `The order is ${orderStatus} and cannot be cancelled any more.`;
  return new OrderRefusal('order-not-pending', detail, orderStatus as FinalStatus);
}
