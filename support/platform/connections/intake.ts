import type { Failure } from '../../contract/failure';
import type { Evidence } from '../../evidence/evidence';
import { keepSmall } from '../../evidence/keep-small';

/** More than all events of 5000 orders, which is the most that a scenario places, four times over. */
const most = 40_000;

/** So many leave behind some 10 MB of what nobody needs any more. */
const much = 10_000;

/** How much has come over a connection. */
export class Intake {
  private taken = 0;

  /** Takes one more. @returns whether that is too much for anybody to keep */
  isFull(): boolean {
    this.taken += 1;
    if (this.taken % much === 0) keepSmall();
    return this.taken > most;
  }
}

/** What it means that more has come. @param what one of it */
export function flood(what: string): Failure {
  return {
    ...{ kind: 'broken', sentence: `somebody is sent ${what} without an end` },
    ...{ expected: `${most} at most over a connection`, seen: 'more' },
  };
}

/**
 * Hands on what has come. Whoever falls over it tells of that as of a failure: the process has
 * others to go on with.
 */
export function handed(evidence: Evidence, hand: () => void): void {
  try {
    hand();
  } catch (error) {
    evidence.broke({
      ...{ kind: 'suite', sentence: `what has come makes no sense to it: ${String(error)}` },
    });
  }
}
