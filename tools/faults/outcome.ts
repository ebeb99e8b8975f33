import type { Conditions } from './conditions';
import { besideTheScenarios, type Fault } from './fault';
import { isAt, pathOf, type FailedScenario, type SuiteResult } from './suite-result';

/** What became of a fault. */
export interface FaultOutcome {
  kind: string;
  fault: Fault;
  verdict: FaultVerdict;
  /** The scenario that was expected to catch it, and did. */
  catcher?: FailedScenario;
  /** All that failed. */
  failed: readonly FailedScenario[];
  /** The reasons that the run gave. */
  reasons: readonly string[];
  /** Why nothing can be said about it. */
  trouble?: string;
  seconds: number;
}

export type FaultVerdict =
  /** By a scenario that one would expect to. */
  | 'caught'
  /** By others only. */
  | 'caught elsewhere'
  /** By the right ones, and the run names other clauses than the one that is broken. */
  | 'blamed elsewhere'
  | 'unnoticed'
  /** The run came to nothing. */
  | 'unknown';

/** What became of the suite where nothing was tampered with. */
export interface SoundOutcome {
  conditions: Conditions;
  /** Undefined where the run came to nothing. */
  scenarios: number | undefined;
  failed: readonly FailedScenario[];
  /** What was seen beside the scenarios, by the keys of its reasons. */
  beside: readonly string[];
  trouble?: string;
  seconds: number;
}

export interface CatalogueOutcome {
  startedAt: Date;
  seconds: number;
  sound: readonly SoundOutcome[];
  faults: readonly FaultOutcome[];
}

/** Whether the suite caught a fault, and whether where it should. */
export function judge(
  { caughtBy, breaks }: Fault,
  { paths, failed, reasons, beside }: SuiteResult,
): Pick<FaultOutcome, 'verdict' | 'catcher' | 'failed' | 'reasons' | 'trouble'> {
  const isNoticed = failed.length + beside.length > 0;
  if (caughtBy === besideTheScenarios) {
    if (beside.includes(breaks)) return { verdict: 'caught', failed, reasons };
    const elsewhere = beside.length > 0 ? 'blamed elsewhere' : 'caught elsewhere';
    return { verdict: isNoticed ? elsewhere : 'unnoticed', failed, reasons };
  }
  if (!paths.some((path) => isAt(caughtBy, path)))
    return {
      verdict: 'unknown',
      failed,
      reasons,
      trouble: `no scenario of the run is at "${caughtBy}"`,
    };
  const catcher = failed.find((scenario) => isAt(caughtBy, pathOf(scenario)));
  if (catcher) {
    const verdict = reasons.includes(breaks) ? 'caught' : 'blamed elsewhere';
    return { verdict, catcher, failed, reasons };
  }
  return { verdict: isNoticed ? 'caught elsewhere' : 'unnoticed', failed, reasons };
}

export function isSound({ scenarios, failed, beside }: SoundOutcome): boolean {
  return scenarios !== undefined && failed.length + beside.length === 0;
}

/** Whether every fault was caught where it should be, and nothing else was. */
export function isGood({ sound, faults }: CatalogueOutcome): boolean {
  return sound.every(isSound) && faults.every(({ verdict }) => verdict === 'caught');
}
