import { Status, type IFormatterOptions } from '@cucumber/cucumber';
import { fullTitle, type ScenarioName } from '../run-model/names';
import { causeOf, splitStack, textOf, type Suggest } from '../run-model/causes';
import { isCause, type StepRun } from '../run-model/run-model';
import { fileForStep } from '../steps/step-file';

type Colors = IFormatterOptions['colorFns'];

const marks: Partial<Record<string, string>> = { PASSED: '✔', SKIPPED: '-', UNKNOWN: '-' };

/** A failed scenario in full: what it is, why it failed, its steps, and what it saw. */
export function describeFailure(
  name: ScenarioName,
  steps: readonly StepRun[],
  colors: Colors,
  cwd: string,
  suggest: Suggest,
): string {
  const causes = steps.filter(isCause).map((step) => describeCause(step, colors, cwd, suggest));
  if (causes.length === 0)
    causes.push(colors.errorMessage('It never ended: the process that ran it went away.'));
  const evidence = steps.flatMap(({ attachments }) => attachments).flatMap(describeAttachment);
  return [
    `${colors.errorMessage(fullTitle(name))}\n${colors.location(`${name.uri}:${name.line}`)}`,
    ...causes,
    steps
      .filter(({ text }) => text !== undefined)
      .map((step) => describeStep(step, colors))
      .join('\n'),
    ...evidence,
    '',
  ]
    .join('\n\n')
    .trimEnd();
}

function describeCause(step: StepRun, colors: Colors, cwd: string, suggest: Suggest): string {
  const { text, result, snippet, place = '' } = step;
  const lines = [`${wordsOf(step)}  ${colors.location(place)}`.trimEnd()];
  lines.push(colors.errorMessage(causeOf(step, suggest)));
  if (snippet !== undefined)
    lines.push(
      `Correct its words (npm run steps lists all steps), or write it in ${fileForStep(text ?? '', cwd)}, beginning with:\n\n${snippet}`,
    );
  if (result.status === Status.FAILED)
    lines.push(colors.errorStack(splitStack(result.message ?? '').stack));
  return lines.filter((line) => line !== '').join('\n');
}

function describeStep(step: StepRun, { forStatus }: Colors): string {
  const { status } = step.result;
  return forStatus(status)(`${marks[status] ?? '✘'} ${wordsOf(step)}`);
}

function wordsOf({ step, text, hook }: StepRun): string {
  return text === undefined ? (hook?.name ?? 'A hook') : `${step?.keyword ?? ''}${text}`;
}

function describeAttachment(attachment: StepRun['attachments'][number]): string[] {
  const text = textOf(attachment);
  if (text === undefined || text.trim() === '') return [];
  const title = attachment.fileName ?? 'attached';
  return [`── ${title}\n${text.trimEnd().replace(/^(?=.)/gm, '   ')}`];
}
