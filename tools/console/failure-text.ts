import { Status, type IFormatterOptions } from '@cucumber/cucumber';
import type { EvidenceRecord, Exchange } from '../../support/evidence/evidence-record';
import { dataIn } from '../../support/evidence/data-attachment';
import { commandFor } from '../run-model/again';
import { curlLine } from '../run-model/curl';
import { failuresOf, failuresText } from '../run-model/failures';
import type { RunDetails } from '../run-model/run-message';
import { fullTitle } from '../run-model/names';
import { splitStack, textOf, type Suggest } from '../run-model/causes';
import { isCause, type Scenario, type StepRun } from '../run-model/run';
import { fileForStep } from '../steps/step-file';
import { cut, shortened, wrap } from './width';

type Colors = IFormatterOptions['colorFns'];

/** What a failure is described with. */
export interface Describing {
  colors: Colors;
  cwd: string;
  suggest: Suggest;
  details: RunDetails;
  /** Whether nothing is to be left out. */
  isWhole: boolean;
}

const marks: Partial<Record<string, string>> = { PASSED: '✔', SKIPPED: '-', UNKNOWN: '-' };

/** Lines of a piece of evidence, of a failure's text, and requests, where not everything is shown. */
const most = { evidence: 14, failure: 24, requests: 6 };

/** A failed scenario in full: what it is, why it failed, its steps, what it saw, how to do it again. */
export function describeFailure({ name, attempts }: Scenario, describing: Describing): string {
  const { colors, details, isWhole } = describing;
  const last = attempts.at(-1);
  const steps = last?.steps ?? [];
  const causes = steps.filter(isCause).map((step) => describeCause(step, describing));
  if (causes.length === 0)
    causes.push(colors.errorMessage(wrap(failuresText(last?.failures ?? []), textWidth)));
  const attached = steps.flatMap(({ attachments }) => attachments);
  return [
    [
      colors.errorMessage(wrap(fullTitle(name), textWidth)),
      colors.location(`${name.uri}:${name.line}`),
      colors.location(`again: ${commandFor(name, details)}`),
    ].join('\n'),
    ...causes,
    steps
      .filter(({ text }) => text !== undefined)
      .map((step) => describeStep(step, colors))
      .join('\n'),
    ...attached.flatMap((each) => describeAttachment(each, isWhole)),
    ...requestsAgain(steps, details, isWhole),
    '',
  ]
    .join('\n\n')
    .trimEnd();
}

/** What is indented by three. */
const textWidth = 97;

function describeCause(step: StepRun, { colors, cwd, suggest, isWhole }: Describing): string {
  const { text, result, snippet, place = '' } = step;
  const said = wrap(failuresText(failuresOf(step, suggest)), textWidth).split('\n');
  const lines = [`${cut(wordsOf(step), textWidth - place.length - 2)}  ${colors.location(place)}`.trimEnd()]; // prettier-ignore
  lines.push(colors.errorMessage((isWhole ? said : shortened(said, most.failure)).join('\n')));
  if (snippet !== undefined)
    lines.push(
      `Correct its words (npm run steps lists all steps), or write it in ${fileForStep(text ?? '', cwd)}, beginning with:\n\n${snippet}`,
    );
  if (result.status === Status.FAILED && isWhole)
    lines.push(colors.errorStack(splitStack(result.message ?? '').stack));
  return lines.filter((line) => line !== '').join('\n');
}

function describeStep(step: StepRun, { forStatus }: Colors): string {
  const { status } = step.result;
  return forStatus(status)(cut(`${marks[status] ?? '✘'} ${wordsOf(step)}`, textWidth));
}

function wordsOf({ step, text, hook }: StepRun): string {
  return text === undefined ? (hook?.name ?? 'A hook') : `${step?.keyword ?? ''}${text}`;
}

function describeAttachment(
  attachment: StepRun['attachments'][number],
  isWhole: boolean,
): string[] {
  const text = textOf(attachment)?.trimEnd() ?? '';
  if (text.trim() === '') return [];
  const lines = text.split('\n');
  const shown = isWhole ? lines : shortened(lines, most.evidence).map((each) => cut(each, 94));
  return [
    `── ${attachment.fileName ?? 'attached'}\n${shown.map((each) => `   ${each}`).join('\n')}`,
  ];
}

/** The requests of the scenario, to be sent again by hand. */
function requestsAgain(
  steps: readonly StepRun[],
  { platform }: RunDetails,
  isWhole: boolean,
): string[] {
  const records = steps
    .flatMap(({ attachments }) => attachments)
    .flatMap((each) => dataIn<EvidenceRecord>(each, 'evidence') ?? []);
  const exchanges = records
    .flatMap(({ seen }) => seen)
    .filter((each): each is Exchange => each.kind === 'exchange');
  if (exchanges.length === 0 || platform === undefined) return [];
  const lines = [...new Set(exchanges.map((each) => curlLine(platform, each)))];
  const shown = isWhole ? lines : shortened(lines, most.requests);
  return [`── To send again\n${shown.map((each) => `   ${each}`).join('\n')}`];
}
