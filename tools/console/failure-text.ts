import { formatterHelpers, Status, type IFormatterOptions } from '@cucumber/cucumber';
import { fullTitle, type ScenarioName } from '../run-model/names';
import { causeOf, isCause, splitStack, textOf, type StepOutcome } from '../run-model/outcome';
import type { Suggest } from '../steps/suggest';
import { fileForStep } from '../steps/step-file';

type Colors = IFormatterOptions['colorFns'];

const marks: Partial<Record<string, string>> = { PASSED: '✔', SKIPPED: '-', UNKNOWN: '-' };

/** A failed scenario in full: what it is, why it failed, its steps, and what it saw. */
export function describeFailure(
  name: ScenarioName,
  steps: readonly StepOutcome[],
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

function describeCause(step: StepOutcome, colors: Colors, cwd: string, suggest: Suggest): string {
  const { keyword, text, result, snippet } = step;
  const where = step.actionLocation ? formatterHelpers.formatLocation(step.actionLocation) : '';
  const what = text === undefined ? `${keyword} hook` : `${keyword}${text}`;
  const lines = [`${what}  ${colors.location(where.replaceAll('\\', '/'))}`.trimEnd()];
  lines.push(colors.errorMessage(causeOf(step, suggest)));
  if (snippet !== undefined)
    lines.push(
      `Correct its words (npm run steps lists all steps), or write it in ${fileForStep(text ?? '', cwd)}, beginning with:\n\n${snippet}`,
    );
  if (result.status === Status.FAILED)
    lines.push(colors.errorStack(splitStack(result.message ?? '').stack));
  return lines.filter((line) => line !== '').join('\n');
}

function describeStep({ keyword, text = '', result }: StepOutcome, { forStatus }: Colors): string {
  return forStatus(result.status)(`${marks[result.status] ?? '✘'} ${keyword}${text}`);
}

function describeAttachment(attachment: StepOutcome['attachments'][number]): string[] {
  const text = textOf(attachment);
  if (text === undefined || text.trim() === '') return [];
  const title = attachment.fileName ?? 'attached';
  return [`── ${title}\n${text.trimEnd().replace(/^(?=.)/gm, '   ')}`];
}
