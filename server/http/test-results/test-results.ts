import path from 'node:path';
import express, { Router, type Response } from 'express';
import { framedPage, PAGE_HEADERS } from '../pages/page-frame';
import { REPORT_POLICY } from '../security-headers';
import { statInside } from './inside';
import { UNREADABLE } from './junit-results';
import {
  INDEX,
  KNOWN_REPORTS,
  publishedReports,
  publishedRuns,
  type Report,
  type Run,
} from './published-reports';

/**
 * The published reports: an index page, and the files below `reportsDir`. Each run writes them
 * anew, so they are looked up with every request and nobody may keep a copy.
 */
export function createTestResults(reportsDir: string): Router {
  const directory = path.resolve(reportsDir);

  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/', async (request, response) => {
    const [runs, reports] = await Promise.all([
      publishedRuns(directory),
      publishedReports(directory),
    ]);
    const page = indexPage(runs, reports, request.baseUrl);
    response.set(PAGE_HEADERS).type('html').send(page);
  });
  router.use(async (request, _response, next) => {
    const file = request.path.endsWith('/') ? `${request.path}${INDEX}` : request.path;
    next((await statInside(directory, decoded(file))) ? undefined : 'router');
  });
  const setHeaders = (response: Response) => void response.set(REPORT_POLICY);
  router.use(express.static(directory, { setHeaders }));
  return router;
}

/** What cannot be decoded is the name of no file. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return '\0';
  }
}

// ---- the page ------------------------------------------------------------------------------

type Href = (report: Report) => string;

function indexPage(runs: Run[], reports: Report[], baseUrl: string): string {
  const href: Href = ({ file }) =>
    escape(`${baseUrl}/${file.split('/').map(encodeURIComponent).join('/')}`);
  const tables = [runsTable(runs, href), reportsTable(reports, href)].filter(
    ({ rows }) => rows.length > 0,
  );
  return framedPage({
    ...PAGE,
    main: tables.length === 0 ? NOTHING : tables.map(tableHtml).join('\n'),
  });
}

const PAGE = {
  title: 'Test results',
  address: '/test-results',
  head: '<link rel="stylesheet" href="/pages/test-results.css" />',
};

const NOTHING = `      <section class="card none">
        <h2>No reports yet</h2>
        <p>Nothing has been published here so far. Run the acceptance suite, then reload this page:</p>
        <p><code>npm run bdd</code></p>
        <p class="quiet">The platform publishes what it finds in the directory that <code>REPORTS_DIR</code> names.</p>
      </section>`;

function runsTable(runs: Run[], href: Href): Table {
  const rows = runs.map(
    ({ verdict, folder, startedAt, seconds, reports }) => `            <tr>
              <th scope="row"><strong class="verdict ${firstWord(verdict)}">${verdict}</strong> <span class="quiet">${escape(folder)}</span></th>
              <td>${time(startedAt)} <span class="quiet">${ago(startedAt)}</span></td>
              <td class="number">${duration(seconds)}</td>
              <td class="links">${reports.map((report) => `<a href="${href(report)}">${nameIn(folder, report)}</a>`).join(' ')}</td>
            </tr>`,
  );
  return {
    id: 'runs',
    title: 'Runs, newest first',
    heads: `<th scope="col">Verdict</th><th scope="col">Started</th>
              <th scope="col" class="number">Duration</th><th scope="col">Reports</th>`,
    rows,
  };
}

/** What its colour goes by. */
function firstWord(verdict: string): string {
  return verdict.split(/\W/)[0];
}

function nameIn(folder: string, { file }: Report): string {
  return KNOWN_REPORTS.get(path.posix.relative(folder, file))!.name;
}

function reportsTable(reports: Report[], href: Href): Table {
  const rows = reports.map((report) => {
    const use = KNOWN_REPORTS.get(report.file)?.use;
    return `            <tr>
              <th scope="row"><a href="${href(report)}">${escape(report.file)}</a>${
                use ? `<span class="quiet">${use}</span>` : ''
              }</th>
              <td>${time(report.writtenAt)} <span class="quiet">${ago(report.writtenAt)}</span></td>
              <td class="number">${size(report.bytes)}</td>
            </tr>`;
  });
  return {
    id: 'all',
    title: 'All reports, newest first',
    heads: `<th scope="col">Report</th><th scope="col">Written</th>
              <th scope="col" class="number">Size</th>`,
    rows,
  };
}

interface Table {
  id: string;
  title: string;
  heads: string;
  rows: string[];
}

function tableHtml({ id, title, heads, rows }: Table): string {
  return `      <section class="card">
        <h2 id="${id}-title">${title}</h2>
        <div class="scroll" role="region" aria-labelledby="${id}-title" tabindex="0">
        <table aria-labelledby="${id}-title">
          <thead>
            <tr>
              ${heads}
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

function duration(seconds: Run['seconds']): string {
  if (seconds === undefined || seconds === UNREADABLE) return seconds ?? '';
  const whole = Math.round(seconds);
  return whole < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
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
