import type { Cancel, Clock } from './clock';

/** Orders waiting for their execution: a port, so that a shared job queue can take its place. */
export interface ExecutionQueue {
  /** Names who executes an order when its time has come. Called once, before anything else. */
  onDue(execute: (orderId: string) => void): void;
  /** Has the order executed `delayMs` milliseconds from now. */
  schedule(orderId: string, delayMs: number): void;
  /** Takes the order off; without effect if it is not there. */
  cancel(orderId: string): void;
  /** Takes all orders off: nothing is executed any more. */
  close(): void;
}

/** The queue of a single process, kept in timers. */
export class TimerQueue implements ExecutionQueue {
  private readonly timers = new Map<string, Cancel>();
  private execute: (orderId: string) => void = () => {};

  constructor(private readonly clock: Clock) {}

  onDue(execute: (orderId: string) => void): void {
    this.execute = execute;
  }

  schedule(orderId: string, delayMs: number): void {
    const cancel = this.clock.schedule(delayMs, () => {
      this.timers.delete(orderId);
      this.execute(orderId);
    });
    this.timers.set(orderId, cancel);
  }

  cancel(orderId: string): void {
    this.timers.get(orderId)?.();
    this.timers.delete(orderId);
  }

  close(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
  }
}
