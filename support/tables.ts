import type { DataTable } from '@cucumber/cucumber';
import type { PickleStep } from '@cucumber/messages';
import { didYouMean } from './run/settings/did-you-mean';
import { orderStatuses, sides } from './contract/order-values';

/** Columns whose cells can have these values alone, in whatever table they stand. */
const valuesOfColumns: Readonly<Record<string, readonly string[]>> = {
  orderStatus: orderStatuses,
  side: sides,
};

/**
 * Steps that end with a colon take a table (or a text), and no others do. Cucumber would call them
 * with a callback in its place.
 * @throws Error that says which of the two is missing
 */
export function expectTableWhereAnnounced({ text, argument }: PickleStep): void {
  const ends = text.endsWith(':');
  if (ends && argument === undefined)
    throw new Error(
      `"${text}" ends with a colon, and needs a table below it; npm run steps shows an example.`,
    );
  if (!ends && argument !== undefined)
    throw new Error(
      `"${text}" has a table below it, but takes none; npm run steps shows how it is written.`,
    );
}

/**
 * The rows of a table with a header, strictly: a column that is unknown or missing is an error
 * that says so, and so is a status or a side that there is not.
 * @param columns the columns that the table may have; those ending in `?` may be left out
 * @throws Error that names the column, and those or the values that there are
 */
export function rowsOf<Column extends string>(
  table: DataTable,
  columns: readonly Column[],
): Record<Name<Column>, string>[] {
  const [header = []] = table.raw();
  const known = columns.map((each) => each.replace('?', ''));
  for (const each of header)
    if (!known.includes(each))
      throw new Error(
        `The table has a column "${each}"; it can have: ${known.join(', ')}.${didYouMean(each, known)}`,
      );
  for (const each of columns)
    if (!each.endsWith('?') && !header.includes(each))
      throw new Error(`The table lacks the column "${each}"; it has: ${header.join(', ')}.`);
  const twice = header.find((each, index) => header.indexOf(each) !== index);
  if (twice) throw new Error(`The table has the column "${twice}" twice.`);
  if (table.hashes().length === 0) throw new Error('The table has no row below its header.');
  for (const row of table.hashes())
    for (const [column, values] of Object.entries(valuesOfColumns))
      if (row[column] !== undefined) oneOf(column, row[column], values);
  return table.hashes();
}

type Name<Column extends string> = Column extends `${infer Rest}?` ? Rest : Column;

/**
 * One of the values that a cell may have.
 * @throws Error that names the column, the value and those allowed
 */
export function oneOf<Value extends string>(
  column: string,
  value: string,
  allowed: readonly Value[],
): Value {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new Error(
      `${column}: "${value}" is not one of ${allowed.join(', ')}.${didYouMean(value, allowed)}`,
    );
  return found;
}

/** Rows under a header, in columns, for a message that prints expected beside actual. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    )
    .join('\n');
}

const milliseconds = { ms: 1, s: 1000, min: 60_000 };

/** A duration such as `2.5 s`. @returns milliseconds */
export function durationOf(text: string): number {
  const [amount, unit] = text.split(' ') as [string, keyof typeof milliseconds];
  return Number(amount) * milliseconds[unit];
}
