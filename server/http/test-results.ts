import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import express, { Router } from 'express';
import { framedPage, PAGE_HEADERS } from './pages/page-frame';

interface Report {
  /** Below the reports directory, with `/` on every system. */
  file: string;
  title: string;
  bytes: number;
  writtenAt: Date;
}

/** What each report is good for; others are listed by their name alone. Order settles ties. */
const TITLES = new Map([
  ['bdd-report.html', 'Report in one file, to read and to send on'],
  ['html/index.html', 'Report in pages, a page for each feature'],
  ['junit.xml', 'Results for a CI server (JUnit XML)'],
  ['messages.ndjson', 'Everything that happened, for tools (Cucumber messages)'],
]);
const BEST = 'bdd-report.html';

/**
 * The published reports: an index page, and the files below `reportsDir`. Each run writes them
 * anew, so they are looked up with every request and nobody may keep a copy.
 */
export function createTestResults(reportsDir: string): Router {
  const directory = path.resolve(reportsDir);

  const router = Router();
  router.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.get('/', async (request, response) => {
    const page = indexPage(await publishedReports(directory), request.baseUrl);
    response
      .set({ ...PAGE_HEADERS, 'Cache-Control': 'no-store' })
      .type('html')
      .send(page);
  });
  router.use(
    express.static(directory, {
      cacheControl: false,
      etag: false,
      dotfiles: 'ignore',
      index: [INDEX],
    }),
  );
  return router;
}

const INDEX = 'index.html';

/** The files of the directory, and the first page of each folder that has one; newest first. */
async function publishedReports(directory: string): Promise<Report[]> {
  const entries = await unlessAbsent(readdir(directory, { withFileTypes: true }));
  const files = (entries ?? [])
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/${INDEX}` : entry.name));
  const reports = await Promise.all(files.map((file) => report(directory, file)));
  return reports.filter((found) => found !== undefined).sort(newestFirst);
}

async function report(directory: string, file: string): Promise<Report | undefined> {
  // A run may be replacing the file just now.
  const found = await unlessAbsent(stat(path.join(directory, file)));
  if (!found?.isFile()) return undefined;
  return { file, title: TITLES.get(file) ?? file, bytes: found.size, writtenAt: found.mtime };
}

function newestFirst(a: Report, b: Report): number {
  const rank = ({ file }: Report) => {
    const known = [...TITLES.keys()].indexOf(file);
    return known < 0 ? TITLES.size : known;
  };
  return (
    wholeSeconds(b.writtenAt) - wholeSeconds(a.writtenAt) ||
    rank(a) - rank(b) ||
    a.file.localeCompare(b.file)
  );
}

async function unlessAbsent<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

// ---- the page ------------------------------------------------------------------------------

function indexPage(reports: Report[], baseUrl: string): string {
  const href = ({ file }: Report) =>
    escape(`${baseUrl}/${file.split('/').map(encodeURIComponent).join('/')}`);
  const best = reports.find(({ file }) => file === BEST);
  return framedPage({
    title: 'Test results',
    address: '/test-results',
    head: '<link rel="stylesheet" href="/pages/test-results.css" />',
    main: `${best ? latest(best, href(best)) : ''}${reports.length > 0 ? table(reports, href) : NOTHING}`,
  });
}

const NOTHING = `      <section class="card none">
        <h2>No reports yet</h2>
        <p>Nothing has been published here so far. Run the acceptance suite, then reload this page:</p>
        <p><code>npm run bdd</code></p>
        <p class="quiet">The platform publishes what it finds in the directory that <code>REPORTS_DIR</code> names.</p>
      </section>`;

function latest(report: Report, href: string): string {
  return `      <section class="card latest" aria-labelledby="latest-title">
        <h2 id="latest-title">Latest run</h2>
        <p><a class="open" href="${href}">Open the report</a></p>
        <p class="quiet">Written ${time(report.writtenAt)}, ${ago(report.writtenAt)}</p>
      </section>`;
}

function table(reports: Report[], href: (report: Report) => string): string {
  const rows = reports.map(
    (report) => `            <tr>
              <th scope="row"><a href="${href(report)}">${escape(report.file)}</a>${
                report.title === report.file
                  ? ''
                  : `<span class="quiet">${escape(report.title)}</span>`
              }</th>
              <td>${time(report.writtenAt)} <span class="quiet">${ago(report.writtenAt)}</span></td>
              <td class="number">${size(report.bytes)}</td>
            </tr>`,
  );
  return `      <section class="card">
        <h2 id="all-title">All reports, newest first</h2>
        <div class="scroll" role="region" aria-labelledby="all-title" tabindex="0">
        <table aria-labelledby="all-title">
          <thead>
            <tr>
              <th scope="col">Report</th>
              <th scope="col">Written</th>
              <th scope="col" class="number">Size</th>
            </tr>
          </thead>
          <tbody>
${rows.join('\n')}
          </tbody>
        </table>
        </div>
      </section>`;
}

const UNITS = [
  { unit: 'second', seconds: 1, below: 60 },
  { unit: 'minute', seconds: 60, below: 3600 },
  { unit: 'hour', seconds: 3600, below: 86_400 },
  { unit: 'day', seconds: 86_400, below: Infinity },
] as const;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

function ago(then: Date): string {
  // Another machine may have written the file, with a clock a little ahead of this one.
  const passed = Math.max(0, Math.round((Date.now() - then.getTime()) / 1000));
  const { unit, seconds } = UNITS.find(({ below }) => passed < below)!;
  return relative.format(-Math.floor(passed / seconds), unit);
}

function time(at: Date): string {
  const iso = at.toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function wholeSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
