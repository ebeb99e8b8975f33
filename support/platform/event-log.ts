import type { OrderStatusEvent } from '../contract/types';
import { textFor } from '../contract/visible';
import { Lookout } from '../evidence/lookout';
import type { Waited } from '../evidence/patience';

export interface LoggedEvent {
  /** When it arrived, in `performance.now()` milliseconds. */
  at: number;
  event: OrderStatusEvent;
  /** The epoch of the platform that sent it, where that is known. */
  epoch?: string | undefined;
  /** Sequences rise within a run: another begins where earlier events have been asked for. */
  run?: number;
}

/**
 * What one subscriber received, in order of arrival. It is there before the connection is, and
 * whoever waits is answered from what it holds already before waiting for more.
 */
export class EventLog {
  readonly entries: LoggedEvent[] = [];
  /** The epoch of the platform, as far as it has been told. */
  epoch: string | undefined;
  private run = 0;
  /** How many events of an order a step has accounted for already. */
  readonly accounted = new Map<string, number>();
  private readonly byOrder = new Map<string, LoggedEvent[]>();
  private readonly lookout = new Lookout();

  constructor(readonly owner: string) {}

  record(event: OrderStatusEvent): void {
    const { epoch, run } = this;
    const entry = { at: performance.now(), event, epoch, run };
    this.entries.push(entry);
    const sameOrder = this.byOrder.get(event.orderId);
    if (sameOrder) sameOrder.push(entry);
    else this.byOrder.set(event.orderId, [entry]);
    this.lookout.look();
  }

  /** From here on earlier events may come, or those of another epoch. */
  startAnew(epoch: string): void {
    this.epoch = epoch;
    this.run += 1;
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
   * @param ms the deadline in milliseconds, counted from now
   * @returns whether it does; whoever asked knows best what it means that it does not
   */
  until(isMet: () => boolean, ms: number): Promise<Waited> {
    return this.lookout.until(isMet, ms);
  }

  /** Whether an order's event with this status has been received. */
  has(orderId: string, orderStatus: string): boolean {
    return this.of(orderId).some(({ event }) => event.orderStatus === orderStatus);
  }

  /** The last that was received, a line each. */
  seen(): string[] {
    if (this.entries.length === 0) return ['It has received no event at all.'];
    const last = this.entries.slice(-linesShown).map(({ event }) => `  ${describeEvent(event)}`);
    return [`Received so far, the last ${last.length} of ${this.entries.length}:`, ...last];
  }
}

const linesShown = 10;

/** An event in one line. */
export function describeEvent(event: OrderStatusEvent): string {
  const { sequence, orderStatus, orderId } = event;
  const [number, status, order, time] = [sequence, orderStatus, orderId, event.occurredAt].map(
    textFor,
  );
  return `#${number} ${status} of order ${order} at ${time}`;
}
