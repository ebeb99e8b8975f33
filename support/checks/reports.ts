import { expect } from 'chai';
import type { TradingWorld } from '../world';

/** A report as a feature's table says that the page lists it. */
export interface ReportRow {
  report: string;
  age: string;
  size: string;
}

/** A run as a feature's table says that the page lists it; what is left out does not matter. */
export interface RunRow {
  folder?: string;
  verdict: string;
  age?: string;
  duration?: string;
}

/** The page lists these reports, in this order and no others. */
export function expectReports({ answer }: TradingWorld, rows: readonly ReportRow[]): void {
  const listed = rowsOfTable(answer.text, 'all');
  const seen = `the rows of the page: ${listed.map(({ text }) => text).join('; ')}`;
  expect(
    listed.map(({ name }) => name),
    seen,
  ).to.deep.equal(rows.map(({ report }) => report));
  for (const [index, { age, size }] of rows.entries())
    expect(listed[index]?.text)
      .to.include(` ${age} `)
      .and.to.match(new RegExp(` ${size}$`));
}

/** Each link in the list leads to its report, which nobody may keep a copy of. */
export async function expectReportsThere(world: TradingWorld): Promise<void> {
  for (const { href } of linksIn(tablesOf(world.answer.text))) {
    const { status, headers } = await world.trader.send({ method: 'GET', path: href });
    expect(status, `the status of ${href}`).to.equal(200);
    expect(headers['cache-control'], `Cache-Control of ${href}`).to.equal('no-store');
  }
}

/** The first run of the page leads to this report first. */
export function expectLatest({ answer }: TradingWorld, report: string): void {
  const [link] = linksIn(tableOf(answer.text, 'runs'));
  expect(link?.href.split('/').at(-1)).to.equal(report);
}

/** The page lists these runs, in this order and no others. */
export function expectRuns({ answer }: TradingWorld, rows: readonly RunRow[]): void {
  const columns = Object.keys(rows[0] ?? {}) as (keyof RunRow)[];
  const listed = tableOf(answer.text, 'runs')
    .split('</tr>')
    .slice(0, -1)
    .map(runOf)
    .map((run) => Object.fromEntries(columns.map((column) => [column, run[column]])));
  expect(listed).to.deep.equal(rows);
}

function runOf(row: string): Required<RunRow> {
  const cells = [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => cell);
  const [verdict = '', started = '', duration = ''] = cells;
  const note = /<span class="quiet">(.*?)<\/span>/s;
  const noteIn = (cell: string) => textOf(note.exec(cell)?.[1] ?? '');
  return {
    folder: noteIn(verdict),
    verdict: textOf(verdict.replace(note, '')),
    age: noteIn(started),
    duration: textOf(duration),
  };
}

function rowsOfTable(html: string, id: string): { name: string; href: string; text: string }[] {
  return tableOf(html, id)
    .split('</tr>')
    .flatMap((row) =>
      linksIn(row)
        .slice(0, 1)
        .map((link) => ({ ...link, text: textOf(row) })),
    );
}

/** What stands in the body of one table of the page, or nothing where there is no such table. */
function tableOf(html: string, id: string): string {
  const [, table = ''] = html.split(`<table aria-labelledby="${id}-title">`);
  return tablesOf(table.split('</table>')[0] ?? '');
}

function tablesOf(html: string): string {
  return [...html.matchAll(/<tbody>(.*?)<\/tbody>/gs)].map(([, body]) => body).join('');
}

function linksIn(html: string): { href: string; name: string }[] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(
    ([, href = '', name = '']) => ({ href: unescaped(href), name: textOf(name) }),
  );
}

function textOf(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
