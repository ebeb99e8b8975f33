import { readFileSync } from 'node:fs';

/** Milliseconds between two looks at the clock. */
const tick = 25;

/** How late a process has been made, summed up since it began; see {@link latenessSince}. */
export interface LatenessMark {
  /** Milliseconds by which its event loop and its timers were late. */
  loop: number;
  /** Milliseconds that it was ready and waited for a processor. */
  queue: number;
}

let lastTick = performance.now();
let loop = 0;

setInterval(() => {
  loop += overdue();
  lastTick = performance.now();
}, tick).unref();

function overdue(): number {
  return Math.max(0, performance.now() - lastTick - tick);
}

/** Where the sums stand now. */
export function latenessMark(): LatenessMark {
  return { loop: loop + overdue(), queue: queueTime() };
}

/** By how many milliseconds the machine has made this process late since then. */
export function latenessSince(mark: LatenessMark): number {
  const now = latenessMark();
  return Math.max(now.loop - mark.loop, now.queue - mark.queue);
}

const schedstat = '/proc/self/schedstat';

/** Linux alone says it (kernel documentation, scheduler/sched-stats); elsewhere it is 0. */
function queueTime(): number {
  try {
    const [, nanoseconds = '0'] = readFileSync(schedstat, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0;
  }
}
