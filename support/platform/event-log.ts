import type { OrderStatusEvent } from '../contract/types';

export interface LoggedEvent {
  /** When it arrived, in `performance.now()` milliseconds. */
  at: number;
  event: OrderStatusEvent;
}

interface Waiting {
  isMet: () => boolean;
  resolve: () => void;
}

/**
 * What one subscriber received, in order of arrival. It is there before the connection is, and
 * whoever waits is answered from what it holds already before waiting for more.
 */
export class EventLog {
  readonly entries: LoggedEvent[] = [];
  /** How many events of an order a step has accounted for already. */
  readonly accounted = new Map<string, number>();
  private readonly byOrder = new Map<string, LoggedEvent[]>();
  private readonly waiting = new Set<Waiting>();

  constructor(readonly owner: string) {}

  record(event: OrderStatusEvent): void {
    const entry = { at: performance.now(), event };
    this.entries.push(entry);
    const sameOrder = this.byOrder.get(event.orderId);
    if (sameOrder) sameOrder.push(entry);
    else this.byOrder.set(event.orderId, [entry]);
    for (const each of [...this.waiting]) if (each.isMet()) each.resolve();
  }

  /** The events of one order, in order of arrival. */
  of(orderId: string): readonly LoggedEvent[] {
    return this.byOrder.get(orderId) ?? [];
  }

  /** Whether an order has reached its end, as far as this subscriber knows. */
  isFinal(orderId: string): boolean {
    return this.of(orderId).some(({ event }) => event.orderStatus !== 'PENDING');
  }

  /**
   * Waits until `isMet` holds for what has been received.
   * @param what what is waited for, in words, for the message
   * @param ms the deadline in milliseconds, counted from now
   * @throws Error with the events seen so far when the deadline passes
   */
  async until(what: string, isMet: () => boolean, ms: number): Promise<void> {
    if (isMet()) return;
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        isMet,
        resolve: () => {
          clearTimeout(timer);
          this.waiting.delete(waiting);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiting.delete(waiting);
        reject(
          new Error(`${this.owner} has not received ${what} within ${ms} ms.\n${this.seen()}`),
        );
      }, ms);
      this.waiting.add(waiting);
    });
  }

  /**
   * Waits for an order's event with a status.
   * @throws Error with the events seen so far when the deadline passes
   */
  async untilStatus(orderId: string, orderStatus: string, ms: number): Promise<LoggedEvent> {
    const find = () => this.of(orderId).find(({ event }) => event.orderStatus === orderStatus);
    await this.until(
      `the ${orderStatus} event of order ${orderId}`,
      () => find() !== undefined,
      ms,
    );
    return find() as LoggedEvent;
  }

  private seen(): string {
    if (this.entries.length === 0) return 'It has received no event at all.';
    const last = this.entries.slice(-20).map(({ event }) => `  ${describeEvent(event)}`);
    return [`Received so far, the last ${last.length} of ${this.entries.length}:`, ...last].join(
      '\n',
    );
  }
}

/** An event in one line. */
export function describeEvent(event: OrderStatusEvent): string {
  const { sequence, orderStatus, orderId } = event;
  return `#${sequence} ${orderStatus} of order ${orderId} at ${event.occurredAt}`;
}
