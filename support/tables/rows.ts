import { Mistake } from '../contract/failure';
import type { DataTable } from '@cucumber/cucumber';
import type { PickleStep } from '@cucumber/messages';
import type { kinds } from './cells';
import { type Kind, oneOf, valueOf } from './cells';
import { didYouMean } from '../run/settings/did-you-mean';
import { orderStatuses, sides } from '../contract/order-values';

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
    throw new Mistake(
      `"${text}" ends with a colon, and needs a table below it; npm run steps shows an example.`,
    );
  if (!ends && argument !== undefined)
    throw new Mistake(
      `"${text}" has a table below it, but takes none; npm run steps shows how it is written.`,
    );
}

/**
 * The rows of a table with a header, strictly: a column that is unknown or missing is an error
 * that says so, and so is a status or a side that there is not, and a value of the wrong kind.
 * @param columns the columns that the table may have, such as `order`; those ending in `?` may be
 *   left out; a kind behind it, as in `age: duration`, says what its cells hold, which may be empty
 *   where the column may be left out
 * @returns the values by column; durations in milliseconds
 * @throws Error that names row and column, and those or the values that there are
 */
export function rowsOf<Column extends string>(
  table: DataTable,
  columns: readonly Column[],
): Row<Column>[] {
  const [header = []] = table.raw();
  const known = new Map(columns.map((each) => [nameOf(each), each]));
  const names = [...known.keys()];
  for (const each of header)
    if (!known.has(each))
      throw new Mistake(
        `The table has a column "${each}"; it can have: ${names.join(', ')}.${didYouMean(each, names)}`,
      );
  for (const [name, each] of known)
    if (!isOptional(each) && !header.includes(name))
      throw new Mistake(`The table lacks the column "${name}"; it has: ${header.join(', ')}.`);
  const twice = header.find((each, index) => header.indexOf(each) !== index);
  if (twice) throw new Mistake(`The table has the column "${twice}" twice.`);
  if (table.hashes().length === 0) throw new Mistake('The table has no row below its header.');
  return table.hashes().map((row, index) => {
    const cells = Object.entries(row).map(([name, text]) => {
      const place = `row ${index + 1}, ${name}`;
      if (valuesOfColumns[name]) oneOf(place, text, valuesOfColumns[name]);
      const column = known.get(name) ?? name;
      const [, kind] = column.split(': ');
      if (kind === undefined) return [name, text];
      if (text === '' && isOptional(column)) return [name, undefined];
      return [name, valueOf(place, text, kind as Kind)];
    });
    return Object.fromEntries(cells) as Row<Column>;
  });
}

type Row<Column extends string> = { [Each in Column as Name<Each>]: Value<Each> };
type Name<Column extends string> =
  WithoutKind<Column> extends `${infer Rest}?` ? Rest : WithoutKind<Column>;
type WithoutKind<Column extends string> = Column extends `${infer Rest}: ${string}` ? Rest : Column;
type Value<Column extends string> = Column extends `${infer Rest}: ${infer Each extends Kind}`
  ? ReturnType<(typeof kinds)[Each]['read']> | (Rest extends `${string}?` ? undefined : never)
  : string;

function nameOf(column: string): string {
  return column.replace(/\??(: .*)?$/, '');
}

function isOptional(column: string): boolean {
  return /\?(: .*)?$/.test(column);
}

/** Rows under a header, in columns, for a message that prints expected beside actual. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
