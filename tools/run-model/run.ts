import {
  TestStepResultStatus as Status,
  type Attachment,
  type Hook,
  type Pickle,
  type PickleStep,
  type Step,
  type TestStepResult,
} from '@cucumber/messages';
import type { Failure } from '../../support/contract/failure';
import type { ScenarioName } from './names';

/** How far a run came. */
export type RunEnd = 'finished' | 'interrupted' | 'never begun';

/**
 * How a scenario ended, in the words that the last line of a run counts in. What passed only when it
 * was tried again is flaky; what could not be judged is neither passed nor failed; what is known to
 * fail is counted apart; `unrun` was never begun, or was under way when the run was broken off.
 */
export type Verdict = 'passed' | 'flaky' | 'failed' | 'unjudged' | 'known' | 'skipped' | 'unrun';

/** A scenario that was selected, and every attempt at it, the first first. */
export interface Scenario {
  pickle: Pickle;
  name: ScenarioName;
  attempts: Attempt[];
  verdict: Verdict;
  /** The orders that it has placed, by their identifiers. */
  placed: readonly string[];
  /** What it has seen go wrong with orders of others, or the witness of the run with what it got. */
  beside: readonly Failure[];
}

/** One attempt at a scenario. */
export interface Attempt {
  id: string;
  pickle: Pickle;
  name: ScenarioName;
  /** 1 is the first. */
  number: number;
  steps: StepRun[];
  /** Why it has not passed. */
  failures: Failure[];
  /** The worst of its steps and hooks; UNKNOWN where it never ended. */
  status: Status;
  /** What its steps and hooks took. */
  seconds: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Undefined where it never ended. */
  endedAt: number | undefined;
  willBeRetried: boolean;
}

/** A step or a hook of an attempt, and what became of it. */
export interface StepRun {
  /** The step's words; undefined for a hook. */
  text: string | undefined;
  pickleStep: PickleStep | undefined;
  /** The step as the feature has it. */
  step: Step | undefined;
  hook: Hook | undefined;
  /** Where its code stands, such as `step-definitions/order.steps.ts:12`. */
  place: string | undefined;
  /** A beginning of the code of a step that is not defined. */
  snippet: string | undefined;
  result: TestStepResult;
  attachments: readonly Attachment[];
}

/** Whether a step or hook is a reason why its scenario has not passed. */
export function isCause({ result: { status } }: Pick<StepRun, 'result'>): boolean {
  return status !== Status.PASSED && status !== Status.SKIPPED && status !== Status.UNKNOWN;
}
