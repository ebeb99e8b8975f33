import Table from 'cli-table3';
import type { Figure, Summary } from '../figures';
import { ratios, summaryOf } from '../figures';
import type { Outcome } from '../goals';
import { number, range, withUnit } from './numbers';
import type { MeasurementReport } from './report';

/** The goals, what was measured, and the verdict. */
export function goalsTable(outcomes: readonly Outcome[]): string {
  const table = tableOf(['goal', 'limit', 'median', 'from – to', 'rounds', 'verdict'], 'lrrrrl');
  for (const { what, limit, median, unit, rounds, isMet, ...rest } of outcomes) {
    table.push([
      what,
      limit,
      withUnit(median, unit),
      range(rest),
      rounds.length,
      isMet ? 'met' : 'MISSED',
    ]);
  }
  return table.toString();
}

/** The figures of one measurement: a row a figure, a column a subject, and the ratios. */
export function figuresTable({ title, figures }: MeasurementReport): string {
  const subjects = [...new Set(figures.map(({ subject }) => subject))];
  const names = [...new Set(figures.map(({ name }) => name))];
  const [first, ...others] = subjects;
  const table = tableOf(
    [title, 'better', ...subjects, ...others.map((other) => `÷ ${other}`)],
    `ll${'r'.repeat(2 * subjects.length - 1)}`,
  );
  for (const name of names) {
    const of = (subject: string) =>
      figures.find((each) => each.name === name && each.subject === subject);
    const { unit, better } = figures.find((each) => each.name === name)!;
    table.push([
      `${name} (${unit})`,
      better ?? '',
      ...subjects.map((subject) => cell(of(subject))),
      ...others.map((other) => (better ? ratioCell(of(first), of(other)) : '')),
    ]);
  }
  return table.toString();
}

function cell(figure: Summary | undefined): string {
  return figure ? `${number(figure.median)}\n${range(figure)}` : '';
}

function ratioCell(one: Figure | undefined, other: Figure | undefined): string {
  if (!one || !other) return '';
  const summary = summaryOf(ratios(one.rounds, other.rounds));
  return `${withUnit(summary.median, '×')}\n${range(summary)}`;
}

/** @param alignment l or r for each column */
function tableOf(head: string[], alignment: string): Table.Table {
  return new Table({
    head,
    colAligns: [...alignment].map((each) => (each === 'l' ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
}
