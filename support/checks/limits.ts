import type { ClauseId } from '../contract/clauses';
import { FailureError, type About } from '../contract/failure';
import { whatToDo } from '../evidence/patience';

/** A time that was measured, and by how much the measurement may be wrong. Milliseconds. */
export interface Measured {
  ms: number;
  /** What the machine and the way to the platform may have added to it. */
  error: number;
}

/**
 * Something took no longer than it may. What exceeds the limit by no more than the measurement's
 * error can be neither passed nor blamed on the platform.
 * @param limit milliseconds
 * @throws FailureError of the kind `broken`, or `unjudged`
 */
export function claimAtMost(
  clause: ClauseId | undefined,
  sentence: string,
  { ms, error }: Measured,
  limit: number,
  about: About = {},
): void {
  if (ms <= limit) return;
  const isUnjudged = ms <= limit + error;
  const { details = [], ...rest } = about;
  throw new FailureError([
    {
      ...{ kind: isUnjudged ? 'unjudged' : 'broken', clause, sentence, ...rest },
      expected: `${limit.toFixed(0)} ms at most`,
      seen: `${ms.toFixed(0)} ms, measured with an error of up to ${error.toFixed(0)} ms`,
      details: isUnjudged ? [...details, whatToDo] : details,
    },
  ]);
}

/** What took the longest for sure, whatever the error of measuring it, and what may have. */
export function slowestOf<Each extends Measured>(measured: readonly Each[]): Each[] {
  const atLeast = ({ ms, error }: Measured) => ms - error;
  const forSure = measured.toSorted((one, other) => atLeast(other) - atLeast(one));
  const perhaps = measured.toSorted((one, other) => other.ms - one.ms);
  return [...forSure.slice(0, 1), ...perhaps.slice(0, 1)];
}
