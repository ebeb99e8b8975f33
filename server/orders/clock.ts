import { performance } from 'node:perf_hooks';

export interface Clock {
  /**
   * Milliseconds since 1970-01-01T00:00:00Z, whole. It follows the clock of the machine: less than
   * it said before only where somebody has set that back.
   */
  now(): number;
  /**
   * Runs `task` once, at least `delayMs` milliseconds from now: a bit late at times, never early.
   * What waits for its time does not keep the process alive.
   */
  schedule(delayMs: number, task: () => void): void;
}

/** The longest delay that Node's timers can keep, in milliseconds; a longer one fires at once. */
export const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** How far the wall clock may lag behind before it counts as set back, in milliseconds. */
const WALL_CLOCK_LAG_MS = 5;

/** How far it may be set back for `now` to stand still until then, in milliseconds. */
const WAITED_FOR_MS = 1_000;

export class SystemClock implements Clock {
  private latest = 0;

  now(): number {
    const wall = Date.now();
    const isSetBack = wall < this.latest - WAITED_FOR_MS;
    this.latest = isSetBack ? wall : Math.max(wall, this.latest);
    return this.latest;
  }

  schedule(delayMs: number, task: () => void): void {
    if (delayMs === 0) return void setImmediate(task); // a timer would take a millisecond

    const elapsedDue = performance.now() + delayMs;
    const wallDue = this.now() + delayMs;

    // Node's timers count in whole milliseconds and can fire up to one early, so ask both clocks
    // before running. A wall clock that was set back must not hold the task up for hours.
    const runWhenDue = () => {
      const elapsedLeft = elapsedDue - performance.now();
      const wallLeft = Math.min(wallDue - this.now(), WALL_CLOCK_LAG_MS);
      const setBack = elapsedLeft <= -WALL_CLOCK_LAG_MS;
      const left = setBack ? 0 : Math.max(elapsedLeft, wallLeft);
      if (left > 0) setTimeout(runWhenDue, Math.ceil(left)).unref();
      else task();
    };

    setTimeout(runWhenDue, delayMs).unref();
  }
}
