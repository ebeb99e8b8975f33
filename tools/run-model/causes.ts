import {
  AttachmentContentEncoding,
  TestStepResultStatus as Status,
  type Attachment,
  type TestStepResult,
} from '@cucumber/messages';
import { isData } from '../../support/evidence/data-attachment';
import type { StepRun } from './run';

/** For the text of a step that nobody has defined, what to say of the one that is most like it. */
export type Suggest = (text: string) => string;

/**
 * What went wrong in a step, without the stack.
 * @param suggest knows which step may have been meant by one that is undefined
 */
export function causeOf(
  { result, text = '' }: Pick<StepRun, 'result'> & { text?: string | undefined },
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
