import type { Attachment } from '@cucumber/messages';
import { causeOf, fullMessage, isCause, textOf, type Attempt } from './outcome';

/** Marks scenarios in the reports that passed only when they were tried again. */
export const flakyTag = '@flaky';

/** An attempt at a scenario that did not pass, and was followed by another. */
export interface FailedAttempt {
  /** 1 is the first. */
  number: number;
  /** The step or hook that failed, in the feature's words. */
  step: string;
  /** Why, without the stack. */
  cause: string;
  /** Why, with the stack, and what the attempt saw. */
  text: string;
}

/** The attempts at a scenario before its last one, the first first. */
export function failedAttempts(all: readonly Attempt[], last: Attempt): FailedAttempt[] {
  return all
    .filter(({ testCase, willBeRetried }) => willBeRetried && testCase.id === last.testCase.id)
    .sort((a, b) => a.attempt - b.attempt)
    .map(describeAttempt);
}

function describeAttempt(attempt: Attempt): FailedAttempt {
  const { pickle, testCase, stepResults, stepAttachments } = attempt;
  const failed = testCase.testSteps.flatMap(({ id, pickleStepId }) => {
    const text = pickle.steps.find((step) => step.id === pickleStepId)?.text;
    const result = stepResults[id];
    return result && isCause({ result }) ? [{ text, result }] : [];
  });
  const [first] = failed;
  const evidence = testCase.testSteps.flatMap(({ id }) => stepAttachments[id] ?? []);
  return {
    number: attempt.attempt + 1,
    step: first?.text ?? 'after the steps',
    cause: first ? causeOf(first) : 'it never ended',
    text: [
      ...failed.map(({ text, result }) =>
        `${text ?? 'after the steps'}\n${fullMessage(result) ?? causeOf({ text, result })}`.trimEnd(),
      ),
      ...evidence.flatMap(evidenceText),
    ].join('\n\n'),
  };
}

function evidenceText(attachment: Attachment): string[] {
  const text = (textOf(attachment) ?? '').trimEnd();
  return text === '' ? [] : [`── ${attachment.fileName ?? 'attached'}\n${text}`];
}

/** The attempt in one line. */
export function attemptTitle({ number, cause }: FailedAttempt): string {
  const [firstLine = ''] = cause.trim().split('\n');
  return `Attempt ${number} failed: ${firstLine}`;
}
