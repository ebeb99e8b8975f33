import { Status, type formatterHelpers } from '@cucumber/cucumber';
import {
  AttachmentContentEncoding,
  type Attachment,
  type TestStepResult,
} from '@cucumber/messages';
import { isData } from '../../support/evidence/data-attachment';
import type { Suggest } from '../steps/suggest';

export type Attempt = ReturnType<formatterHelpers.EventDataCollector['getTestCaseAttempt']>;
export type StepOutcome = ReturnType<
  typeof formatterHelpers.parseTestCaseAttempt
>['testSteps'][number];

/** How a scenario ended, in the words that the last line of a run counts in. */
export type Verdict = 'passed' | 'flaky' | 'failed' | 'skipped';

/**
 * Nothing but a pass or a skip is good enough: undefined, pending and unfinished have failed. What
 * passed only when it was tried again is flaky.
 */
export function verdictOf({ worstTestStepResult: { status }, attempt }: Attempt): Verdict {
  if (status === Status.PASSED) return attempt > 0 ? 'flaky' : 'passed';
  return status === Status.SKIPPED ? 'skipped' : 'failed';
}

/** Seconds that the steps and hooks of a scenario took. */
export function secondsOf({ stepResults }: Attempt): number {
  return Object.values(stepResults)
    .map(({ duration }) => duration.seconds + duration.nanos / 1e9)
    .reduce((sum, seconds) => sum + seconds, 0);
}

/** Whether a step or hook is a reason why its scenario has not passed. */
export function isCause({ result: { status } }: Pick<StepOutcome, 'result'>): boolean {
  return status !== Status.PASSED && status !== Status.SKIPPED && status !== Status.UNKNOWN;
}

/**
 * What went wrong in a step, without the stack.
 * @param suggest knows which step may have been meant by one that is undefined
 */
export function causeOf(
  { result, text = '' }: Pick<StepOutcome, 'result' | 'text'>,
  suggest: Suggest = () => '',
): string {
  if (result.status === Status.UNDEFINED)
    return `no step is defined for "${text}".${suggest(text)}`;
  if (result.status === Status.PENDING) return 'the step is not finished yet: it says "pending"';
  if (result.status === Status.AMBIGUOUS)
    return result.message ?? 'more than one step is defined for it';
  const { message } = splitStack(fullMessage(result) ?? 'it failed without a message');
  return message.replace(/^Error: /, ''); // which says nothing to a tester
}

/**
 * The message of a failed step and its stack. Cucumber leaves out what an assertion says where it
 * has a difference between two values to show: this puts it back.
 */
export function fullMessage({ message, exception }: TestStepResult): string | undefined {
  const said = exception?.message;
  const difference = message?.search(/^ *\+ expected - actual$/m) ?? -1;
  if (message === undefined || said === undefined || difference === -1) return message;
  return message.includes(said) ? message : `${said}\n${message.slice(difference)}`;
}

/** Parts a failure's text from the lines of its stack. */
export function splitStack(text: string): { message: string; stack: string } {
  const start = text.search(/^\s*at .+(:\d+|\(<?\w+>?\))\)?$/m);
  return start === -1
    ? { message: text.trimEnd(), stack: '' }
    : { message: text.slice(0, start).trimEnd(), stack: text.slice(start).trim() };
}

/** The body of an attachment that is text to read; undefined for pictures and the like. */
export function textOf(attachment: Attachment): string | undefined {
  const { body, contentEncoding, mediaType } = attachment;
  if (isData(attachment) || !/^(text\/(?!html)|application\/(\S+\+)?json)/.test(mediaType))
    return undefined;
  return contentEncoding === AttachmentContentEncoding.BASE64
    ? Buffer.from(body, 'base64').toString('utf8')
    : body;
}
