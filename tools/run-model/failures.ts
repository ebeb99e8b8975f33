import { TestStepResultStatus as Status, type Attachment } from '@cucumber/messages';
import { failureText, type Failure, type FailureKind } from '../../support/contract/failure';
import { dataIn } from '../../support/evidence/data-attachment';
import type { Attempt, StepRun } from './run';
import { causeOf, type Suggest } from './causes';

/** Why a step or a hook has failed: what it says in parts, or else what Cucumber says of it. */
export function failuresOf(step: StepRun, suggest?: Suggest): Failure[] {
  const { result, attachments } = step;
  const status = result.status;
  if (status === Status.PASSED || status === Status.SKIPPED || status === Status.UNKNOWN) return [];
  const told = attachments.flatMap((each) => dataIn<Failure[]>(each, 'failures') ?? []);
  if (told.length > 0) return told;
  const [sentence = '', ...details] = causeOf(step, suggest).split('\n');
  const isAssertion = result.exception?.type === 'AssertionError';
  const kind: FailureKind = status !== Status.FAILED ? 'mistake' : isAssertion ? 'broken' : 'suite';
  return [{ kind, sentence, ...(details.length > 0 && { details }) }];
}

/** What scenarios have seen go wrong with orders of others. */
export function besideIn(attachments: readonly Attachment[]): Failure[] {
  return attachments.flatMap((each) => dataIn<Failure[]>(each, 'beside') ?? []);
}

/** What weighs most, first: what follows from it is not counted as a reason of its own. */
const ranks: Record<FailureKind, number> = {
  broken: 0,
  silent: 0,
  mistake: 1,
  suite: 2,
  unjudged: 3,
};

/** The failures of an attempt that weigh most, in the order in which they came. */
export function weightiest({ failures }: Pick<Attempt, 'failures'>): Failure[] {
  const least = Math.min(...failures.map(({ kind }) => ranks[kind]));
  return failures.filter(({ kind }) => ranks[kind] === least);
}

/** Failures in full. */
export function failuresText(failures: readonly Failure[]): string {
  return failures.map(failureText).join('\n\n');
}
