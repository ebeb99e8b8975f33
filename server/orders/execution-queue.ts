import type { Clock } from './clock';

/** Orders waiting for their execution: a port, so that a shared job queue can take its place. */
export interface ExecutionQueue {
  /** Names who executes an order when its time has come. Called once, before anything else. */
  onDue(execute: (orderId: string) => void): void;
  /** Has the order executed `delayMs` milliseconds from now, unless it is cancelled by then. */
  schedule(orderId: string, delayMs: number): void;
}

/** The queue of a single process, kept in timers. */
export class TimerQueue implements ExecutionQueue {
  private execute: (orderId: string) => void = () => {};

  constructor(private readonly clock: Clock) {}

  onDue(execute: (orderId: string) => void): void {
    this.execute = execute;
  }

  schedule(orderId: string, delayMs: number): void {
    this.clock.schedule(delayMs, () => this.execute(orderId));
  }
}
