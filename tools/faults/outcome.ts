import type { Conditions } from './conditions';
import type { Fault } from './fault';
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
  /** Why nothing can be said about it. */
  trouble?: string;
  seconds: number;
}

export type FaultVerdict =
  /** By a scenario that one would expect to. */
  | 'caught'
  /** By others only. */
  | 'caught elsewhere'
  | 'unnoticed'
  /** The run came to nothing. */
  | 'unknown';

/** What became of the suite where nothing was tampered with. */
export interface SoundOutcome {
  conditions: Conditions;
  /** Undefined where the run came to nothing. */
  scenarios: number | undefined;
  failed: readonly FailedScenario[];
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
  { caughtBy }: Fault,
  { paths, failed }: SuiteResult,
): Pick<FaultOutcome, 'verdict' | 'catcher' | 'failed' | 'trouble'> {
  if (!paths.some((path) => isAt(caughtBy, path)))
    return { verdict: 'unknown', failed, trouble: `no scenario of the run is at "${caughtBy}"` };
  const catcher = failed.find((scenario) => isAt(caughtBy, pathOf(scenario)));
  if (catcher) return { verdict: 'caught', catcher, failed };
  return { verdict: failed.length > 0 ? 'caught elsewhere' : 'unnoticed', failed };
}

export function isSound({ scenarios, failed }: SoundOutcome): boolean {
  return scenarios !== undefined && failed.length === 0;
}

/** Whether every fault was caught where it should be, and nothing else was. */
export function isGood({ sound, faults }: CatalogueOutcome): boolean {
  return sound.every(isSound) && faults.every(({ verdict }) => verdict === 'caught');
}
