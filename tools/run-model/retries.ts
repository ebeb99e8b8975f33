import type { Attachment } from '@cucumber/messages';
import { causeOf, fullMessage, textOf } from './causes';
import { isCause, type Attempt, type Scenario } from './run';

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
export function failedAttempts({ attempts }: Scenario): FailedAttempt[] {
  return attempts.filter(({ willBeRetried }) => willBeRetried).map(describeAttempt);
}

function describeAttempt({ number, steps }: Attempt): FailedAttempt {
  const failed = steps.filter(isCause);
  const [first] = failed;
  return {
    number,
    step: first?.text ?? 'after the steps',
    cause: first ? causeOf(first) : 'it never ended',
    text: [
      ...failed.map((step) =>
        `${step.text ?? 'after the steps'}\n${fullMessage(step.result) ?? causeOf(step)}`.trimEnd(),
      ),
      ...steps.flatMap(({ attachments }) => attachments).flatMap(evidenceText),
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
