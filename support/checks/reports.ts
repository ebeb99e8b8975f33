import type { DataTable } from '@cucumber/cucumber';
import { beyondContract, claimSame } from '../contract/claims';
import { rowsOf } from '../tables/rows';
import type { TradingWorld } from '../world';

/** A report as a feature's table says that the page lists it; what is left out does not matter. */
interface ReportRow {
  report: string;
  use?: string;
  age: string;
  size: string;
}

/** A run as a feature's table says that the page lists it; what is left out does not matter. */
interface RunRow {
  folder?: string;
  verdict: string;
  age?: string;
  duration?: string;
  reports?: string;
}

/** What the page lists. */
export type Published = 'runs' | 'reports';

/** The page lists what is in the table, in this order and nothing else. */
export function expectPublished(world: TradingWorld, what: Published, table: DataTable): void {
  if (what === 'runs')
    expectRuns(world, rowsOf(table, ['folder?', 'verdict', 'age?', 'duration?', 'reports?']));
  else expectReports(world, rowsOf(table, ['report', 'use?', 'age', 'size']));
}

/** The page lists these reports, in this order and no others. */
function expectReports({ answer }: TradingWorld, rows: readonly ReportRow[]): void {
  const listed = rowsUnder(answer.text, 'All reports, newest first').map((cells) => ({
    report: textOf(cells.Report),
    use: noteIn(cells.Report),
    age: ageIn(cells.Written),
    size: textOf(cells.Size),
  }));
  expectRows(listed, rows);
}

/** The page lists these runs, in this order and no others. */
function expectRuns({ answer }: TradingWorld, rows: readonly RunRow[]): void {
  const listed = rowsUnder(answer.text, runs).map((cells) => ({
    folder: noteIn(cells.Verdict),
    verdict: textOf(cells.Verdict),
    age: ageIn(cells.Started),
    duration: textOf(cells.Duration),
    reports: linksIn(cells.Reports ?? '')
      .map(({ name }) => name)
      .join(', '),
  }));
  expectRows(listed, rows);
}

const runs = 'Runs, newest first';

/** Each link in the lists leads to its report, which nobody may keep a copy of. */
export async function expectReportsThere(world: TradingWorld): Promise<void> {
  const links = tablesOf(world.answer.text).flatMap(({ body }) => linksIn(body));
  for (const { href } of links) {
    const { status, headers } = await world.trader.send({ method: 'GET', path: href });
    claimSame('PAGES-1', 'a report is not where the page leads to', {
      ...{ expected: 200, seen: status, details: [href] },
    });
    claimSame(beyondContract, 'a report may be kept, and an old one be shown', {
      ...{ expected: 'no-store', seen: headers['cache-control'], details: [href] },
    });
  }
}

/** The first run of the page leads to this report first. */
export function expectLatest({ answer }: TradingWorld, report: string): void {
  const [first = {}] = rowsUnder(answer.text, runs);
  const [link] = linksIn(first.Reports ?? '');
  claimSame(beyondContract, 'the page leads to another report first', {
    ...{ expected: report, seen: link?.href.split('/').at(-1) },
  });
}

/** They say the same in all the columns that are asked for. */
function expectRows<Row extends object>(
  listed: readonly Row[],
  rows: readonly Partial<Row>[],
): void {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const asked = listed.map((row) => Object.fromEntries(columns.map((each) => [each, row[each]])));
  claimSame(beyondContract, 'the page lists other reports or runs', {
    expected: rows,
    seen: asked,
  });
}

/** HTML of the cells, by the heads of their columns. */
type Cells = Partial<Record<string, string>>;

/** The rows of the table below this title, or none where there is no such table. */
function rowsUnder(html: string, title: string): Cells[] {
  const table = tablesOf(html).find((each) => each.title === title);
  return (table?.body.split('</tr>').slice(0, -1) ?? []).map((row) =>
    Object.fromEntries(cellsOf(row).map((cell, index) => [table?.heads[index] ?? index, cell])),
  );
}

interface Table {
  title: string;
  heads: string[];
  body: string;
}

function tablesOf(html: string): Table[] {
  const parts = /<h2[^>]*>(.*?)<\/h2>.*?<thead>(.*?)<\/thead>.*?<tbody>(.*?)<\/tbody>/gs;
  return [...html.matchAll(parts)].map(([, title, head = '', body = '']) => ({
    ...{ title: textOf(title), heads: cellsOf(head).map(textOf), body },
  }));
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => cell);
}

function linksIn(html: string): { href: string; name: string }[] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(
    ([, href = '', name = '']) => ({ href: unescaped(href), name: textOf(name) }),
  );
}

const note = /<span class="quiet">(.*?)<\/span>/s;

/** What a cell adds in smaller letters. */
function noteIn(cell = ''): string {
  return textOf(note.exec(cell)?.[1]);
}

/** How long ago it was; the same time stands before it, for people and for machines. */
function ageIn(cell = ''): string {
  const [, machine = '', people = ''] = /<time datetime="(.*?)">(.*?)<\/time>/s.exec(cell) ?? [];
  const seconds = `${people.replace(' UTC', 'Z').replace(' ', 'T')}`;
  claimSame(beyondContract, 'the page says two different times of a report', {
    ...{ expected: wholeSeconds(machine), seen: Date.parse(seconds), details: [textOf(cell)] },
  });
  return noteIn(cell).replace(/^\d+ seconds? ago$/, 'seconds ago');
}

function wholeSeconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000) * 1000;
}

/** The text of HTML without its notes. */
function textOf(html = ''): string {
  return unescaped(html.replace(note, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
