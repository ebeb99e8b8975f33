import type { Clock } from './clock';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private readonly tasks = new Set<{ due: number; run: () => void }>();

  constructor(private time = Date.parse('2026-01-31T12:00:00.000Z')) {}

  now(): number {
    return this.time;
  }

  schedule(delayMs: number, run: () => void): void {
    this.tasks.add({ due: this.time + delayMs, run });
  }

  /** How many tasks are waiting for their time. */
  get waiting(): number {
    return this.tasks.size;
  }

  /** Moves on by `ms`, runs what becomes due in order, and lets each task's promises settle. */
  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      const next = [...this.tasks].filter(({ due }) => due <= until).sort(byDue)[0];
      if (!next) break;
      this.tasks.delete(next);
      this.time = Math.max(this.time, next.due);
      next.run();
      await new Promise(setImmediate);
    }
    this.time = until;
  }
}

const byDue = (one: { due: number }, other: { due: number }) => one.due - other.due;
