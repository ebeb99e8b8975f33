import type { Failure } from '../../support/contract/failure';
import { dataMediaTypes } from '../../support/evidence/data-attachment';
import { RunInfo, type RunRequest } from '../../support/run/run-info';
import { fakeRun, type FakeOutcome } from '../run-model/fake-run';
import { runMessage } from '../run-model/run-message';
import { RunModel } from '../run-model/run-model';

/** A scenario that is about two clauses, and one more about one of them. */
const feature = `Feature: f
  @EVENT-1 @EVENT-3
  Rule: both
    Example: one
      Given one
    Example: two
      Given two
  @EVENT-1
  Rule: the first alone
    Example: three
      Given three
  @SIO-4
  Rule: a particular one
    Example: four
      Given four
`;

/**
 * A made-up run for tests, by how the first attempts at its scenarios `one` to `four` went: what is
 * not said has passed.
 * @param way `isCutOff` if nobody has told of the end of the last one
 */
export function fakeModel(
  outcomes: Record<string, FakeOutcome> = {},
  info: Partial<RunInfo> = {},
  request: Partial<RunRequest> = {},
  { retries = 0, isCutOff = false } = {},
): RunModel {
  const details = runMessage({ ...request, info: Object.assign(new RunInfo(), info) });
  const messages = fakeRun(
    feature,
    (step, attempt) => (attempt === 0 ? outcomes[step] : undefined),
    retries,
  );
  const lastEnd = messages.findLastIndex(({ testCaseFinished }) => testCaseFinished);
  if (isCutOff) messages.splice(lastEnd, 1);
  return new RunModel([...messages, details]);
}

/** How a step of such a run went that has failed for these. */
export function failing(...failures: Failure[]): FakeOutcome {
  const attachments = [{ mediaType: dataMediaTypes.failures, body: JSON.stringify(failures) }];
  return { status: 'FAILED', message: 'Failure', attachments };
}
