import { expect } from 'chai';
import type { TradingWorld } from '../world';

/** A report as a feature's table says that the page lists it. */
export interface ReportRow {
  report: string;
  age: string;
  size: string;
}

/** The page lists these reports, in this order and no others. */
export function expectReports({ answer }: TradingWorld, rows: readonly ReportRow[]): void {
  const listed = rowsOfPage(answer.text);
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
  for (const { href } of rowsOfPage(world.answer.text)) {
    const { status, headers } = await world.trader.send({ method: 'GET', path: href });
    expect(status, `the status of ${href}`).to.equal(200);
    expect(headers['cache-control'], `Cache-Control of ${href}`).to.equal('no-store');
  }
}

/** Before the list, the page leads to one report. */
export function expectLatest({ answer }: TradingWorld, report: string): void {
  const [before = ''] = answer.text.split('<table');
  expect(linksIn(before).map(({ href }) => href.split('/').at(-1))).to.include(report);
}

function rowsOfPage(html: string): { name: string; href: string; text: string }[] {
  const [, body = ''] = /<tbody>(.*?)<\/tbody>/s.exec(html) ?? [];
  return body.split('</tr>').flatMap((row) =>
    linksIn(row)
      .slice(0, 1)
      .map((link) => ({ ...link, text: textOf(row) })),
  );
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
