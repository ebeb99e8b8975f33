import type { IFormatterOptions } from '@cucumber/cucumber';
import { besideLines, counted, reasonsInWords, type RunVerdict } from '../run-model/verdict';
import type { Reason } from '../run-model/reasons';
import { cut, wrap } from './width';

type Colors = IFormatterOptions['colorFns'];

/** When a reason was seen first, where it was seen before. */
export type SinceWhen = (key: string) => string | undefined;

const waysShown = 3;
const besideShown = 3;

/** All reasons of a run, a few lines each: what a person has to see at the end. */
export function reasonLines(verdict: RunVerdict, since: SinceWhen, colors: Colors): string[] {
  const { reasons, known, troubles } = verdict;
  return [
    ...(reasons.length === 0 ? [] : [colors.errorMessage(reasonsInWords(reasons)), '']),
    ...reasons.flatMap((reason, index) => reasonRow(reason, index + 1, since)),
    ...knownLines(known),
    ...(troubles.length === 0
      ? []
      : [...troubles.map((each) => colors.errorMessage(wrap(each))), '']),
  ];
}

function reasonRow(reason: Reason, number: number, since: SinceWhen): string[] {
  const { title, ways, also, scenarios, beside, specimen, advice, key } = reason;
  const before = since(key);
  const where = specimen && `${specimen.scenario.name.uri}:${specimen.scenario.name.line}`;
  const facts = [
    ...(scenarios.length === 0 ? [] : [counted(scenarios.length, 'scenario')]),
    ...(beside.length === 0
      ? []
      : [`${counted(beside.length, 'order')} seen beside the scenarios`]),
    before === undefined ? 'new' : `since ${before}`,
    ...(where === undefined ? [] : [`such as ${where}`]),
  ];
  const isSaid = (sentence: string) => title.endsWith(sentence);
  const own = ways.filter(({ sentence }) => !isSaid(sentence));
  return [
    cut(`${String(number).padStart(3)}  ${title}`),
    `     ${facts.join(', ')}`,
    ...own.slice(0, waysShown).map(({ sentence, count }) => cut(`     ${count} × ${sentence}`)),
    ...(own.length > waysShown ? [`     … and ${own.length - waysShown} more ways`] : []),
    ...(also.length === 0 ? [] : [cut(`     with it: ${also.join(', ')}`)]),
    ...besideLines(reason)
      .slice(0, besideShown)
      .map((each) => cut(`     ${each}`)),
    ...(advice === undefined ? [] : [wrap(`     ${advice}`)]),
    '',
  ];
}

function knownLines(known: readonly Reason[]): string[] {
  if (known.length === 0) return [];
  const rows = known.map(({ title, scenarios }) =>
    cut(`     ${title} (${counted(scenarios.length, 'scenario')})`),
  );
  return ['Known to fail, and not counted against the run:', ...rows, ''];
}
