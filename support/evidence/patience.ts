import { latenessMark, latenessSince } from './lateness';

/** What came of waiting: whether it happened, and how long that took. Milliseconds. */
export interface Waited {
  happened: boolean;
  /** How long was waited. */
  ms: number;
  /** By how much of that the machine was late. */
  late: number;
}

/** A wait is made longer by the machine's lateness, up to so many times what was said. */
const mostStretch = 3;

/**
 * Waits for something, up to a deadline. Whatever the machine is late meanwhile is added to the
 * deadline: a machine that was late is never a platform that is wrong.
 * @param begin is told what to call when it has happened; gives back what ends the waiting
 * @param ms the deadline in milliseconds, counted from now
 */
export function patiently(
  begin: (happened: () => void) => () => void,
  ms: number,
): Promise<Waited> {
  const mark = latenessMark();
  const start = performance.now();
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (happened: boolean) => {
      clearTimeout(timer);
      stop();
      resolve({ happened, ms: performance.now() - start, late: latenessSince(mark) });
    };
    const stop = begin(() => finish(true));
    const look = () => {
      const allowed = Math.min(ms + latenessSince(mark), ms * mostStretch);
      const left = allowed - (performance.now() - start);
      if (left <= 0) finish(false);
      else timer = setTimeout(look, left);
    };
    timer = setTimeout(look, ms);
  });
}

/**
 * Waits for a promise, up to a deadline that is stretched in the same way.
 * @returns its value, or what was waited where the deadline has passed
 */
export async function orTooLate<Value>(
  promise: Promise<Value>,
  ms: number,
): Promise<{ value: Value } | { waited: Waited }> {
  let outcome: { value: Value } | { error: unknown } | undefined;
  const waited = await patiently((happened) => {
    promise.then(
      (value) => {
        outcome = { value };
        happened();
      },
      (error: unknown) => {
        outcome = { error };
        happened();
      },
    );
    return () => undefined;
  }, ms);
  if (outcome === undefined) return { waited };
  if ('error' in outcome) throw outcome.error;
  return outcome;
}

/** Whether so much of the time was lost by the machine that nothing can be said. */
export function isTooLateToTell({ ms, late }: Waited): boolean {
  return late > ms / 2;
}

/** How long was waited, in words. */
export function waitedWords({ ms, late }: Waited): string {
  const said = `${(ms / 1000).toFixed(1)} s`;
  return late < 100
    ? said
    : `${said}, of which the machine was late for ${(late / 1000).toFixed(1)} s`;
}

/** What helps when a machine is too slow to tell. */
export const whatToDo =
  'The machine is too busy: give it more time (DEADLINE_FACTOR=2), or fewer workers (--parallel 4).';
