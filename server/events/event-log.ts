import { randomBytes } from 'node:crypto';
import type { OrderStatusEvent } from '../contract/types';
import { toTimestamp } from '../contract/wire';
import type { OrderStatus, Side } from '../orders/order';
import type { Change } from '../orders/order-store';

/** Whether somebody wants an event, by its number and whose it is. */
export type Wanted = (sequence: number, orderId: string) => boolean;

/** A stretch of the log: events after one number, up to and with another. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/**
 * What was announced, and may be asked for again: a port, so that a shared log can take the place
 * of the one in memory. Everything that sends events reads it.
 */
export interface EventLog {
  /** The same as long as the sequence goes on (contract, REPLAY-3). */
  readonly epoch: string;
  /** The number of the newest event; 0 before the first. */
  readonly last: number;
  /** The number after which nothing is missing. */
  readonly beginning: number;
  /** How many events of a stretch are wanted. */
  count(stretch: Stretch, isWanted: Wanted): number;
  /** The wanted events of a stretch, in order, `most` of them at most. */
  read(stretch: Stretch, isWanted: Wanted, most: number): OrderStatusEvent[];
  /** Tells `listener` of every event from now on, in order, when the log holds it already. */
  onAppend(listener: (event: OrderStatusEvent) => void): void;
}

/** As many events as the contract has a platform keep (REPLAY-2). */
const CAPACITY = 10_000;

/** The newest events in memory: a ring of columns, which take half the room of an object an event. */
export class InMemoryEventLog implements EventLog {
  readonly epoch = randomBytes(8).toString('hex');
  last = 0;
  beginning = 0;

  private readonly sequences: Float64Array;
  private readonly quantities: Float64Array;
  private readonly times: Float64Array;
  private readonly orderIds: string[] = [];
  private readonly symbols: string[] = [];
  private readonly sides: Side[] = [];
  private readonly statuses: OrderStatus[] = [];
  /** How many events there have been; the newest `capacity` of them are kept. */
  private appended = 0;
  private readonly listeners: ((event: OrderStatusEvent) => void)[] = [];

  /** @param capacity how many events it keeps */
  constructor(private readonly capacity = CAPACITY) {
    this.sequences = new Float64Array(capacity);
    this.quantities = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
  }

  /** Takes a change of an order's status, later than all before, and tells of it. */
  append({ sequence, order }: Change): void {
    const slot = this.appended % this.capacity;
    this.beginning = this.sequences[slot]; // 0 as long as nothing has been there
    this.sequences[slot] = sequence;
    this.quantities[slot] = order.quantity;
    this.times[slot] = order.updatedAt;
    this.orderIds[slot] = order.orderId;
    this.symbols[slot] = order.symbol;
    this.sides[slot] = order.side;
    this.statuses[slot] = order.orderStatus;
    this.appended += 1;
    this.last = sequence;
    const event = this.eventIn(slot);
    for (const listener of this.listeners) listener(event);
  }

  count(stretch: Stretch, isWanted: Wanted): number {
    let count = 0;
    for (const slot of this.slotsOf(stretch)) {
      if (isWanted(this.sequences[slot], this.orderIds[slot])) count += 1;
    }
    return count;
  }

  read(stretch: Stretch, isWanted: Wanted, most: number): OrderStatusEvent[] {
    const events: OrderStatusEvent[] = [];
    for (const slot of this.slotsOf(stretch)) {
      if (events.length === most) break;
      if (isWanted(this.sequences[slot], this.orderIds[slot])) events.push(this.eventIn(slot));
    }
    return events;
  }

  onAppend(listener: (event: OrderStatusEvent) => void): void {
    this.listeners.push(listener);
  }

  private *slotsOf({ after, upTo }: Stretch): Generator<number> {
    const oldest = Math.max(0, this.appended - this.capacity);
    for (let index = this.firstAfter(after, oldest); index < this.appended; index++) {
      const slot = index % this.capacity;
      if (this.sequences[slot] > upTo) return;
      yield slot;
    }
  }

  /** Numbers rise, so that halving what is left finds the first one that is above. */
  private firstAfter(sequence: number, oldest: number): number {
    let [low, high] = [oldest, this.appended];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.sequences[middle % this.capacity] > sequence) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private eventIn(slot: number): OrderStatusEvent {
    return {
      sequence: this.sequences[slot],
      orderId: this.orderIds[slot],
      orderStatus: this.statuses[slot],
      symbol: this.symbols[slot],
      side: this.sides[slot],
      quantity: this.quantities[slot],
      occurredAt: toTimestamp(this.times[slot]),
    };
  }
}
