import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { statInside } from './inside';
import { junitResults } from './junit-results';
import type { JunitResults } from './junit-results';

export interface Report {
  /** Below the reports directory, with `/` on every system. */
  file: string;
  bytes: number;
  writtenAt: Date;
}

/** What one run has left in one folder. */
export interface Run {
  /** Below the reports directory; empty for that directory itself. */
  folder: string;
  /** How it ended, in words. */
  verdict: string;
  /** When it began, or when its first report was written where nothing says so. */
  startedAt: Date;
  seconds: JunitResults['seconds'];
  /** Those that are known, the best to read first. */
  reports: Report[];
}

/** The first page of a folder. */
export const INDEX = 'index.html';

/** What each report is good for, the best to read first; others are known by their name alone. */
export const KNOWN_REPORTS = new Map([
  ['bdd-report.html', { name: 'Report', use: 'Report in one file, to read and to send on' }],
  ['html/index.html', { name: 'Pages', use: 'Report in pages, a page for each feature' }],
  ['junit.xml', { name: 'JUnit XML', use: 'Results for a CI server (JUnit XML)' }],
  [
    'messages.ndjson',
    { name: 'Messages', use: 'Everything that happened, for tools (Cucumber messages)' },
  ],
]);
const RESULTS = 'junit.xml';
const NOTHING_SAID = { verdict: 'No verdict', seconds: undefined, startedAt: undefined };

/**
 * The files of the directory, and the first page of each folder that has one; newest first.
 * What cannot be read is not there.
 */
export async function publishedReports(directory: string): Promise<Report[]> {
  const entries = await visibleEntries(directory);
  const files = entries.map((entry) =>
    entry.isDirectory() ? `${entry.name}/${INDEX}` : entry.name,
  );
  return (await foundReports(directory, files)).sort(newestFirst);
}

/**
 * The runs that have left a known report in the directory, or in a folder in it; the one that began
 * last first.
 */
export async function publishedRuns(directory: string): Promise<Run[]> {
  const entries = await visibleEntries(directory);
  const folders = entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
  const runs = await Promise.all(['', ...folders].map((folder) => runIn(directory, folder)));
  return runs
    .filter((run) => run !== undefined)
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

async function runIn(directory: string, folder: string): Promise<Run | undefined> {
  const files = [...KNOWN_REPORTS.keys()].map((file) => path.posix.join(folder, file));
  const reports = await foundReports(directory, files);
  const [first] = reports;
  if (!first) return undefined;
  const results = reports.find(({ file }) => file === path.posix.join(folder, RESULTS));
  const said = results ? await junitResults(path.join(directory, results.file)) : NOTHING_SAID;
  const startedAt = said.startedAt === undefined ? first.writtenAt : new Date(said.startedAt);
  return { ...said, folder, reports, startedAt };
}

async function visibleEntries(directory: string) {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => !name.startsWith('.'));
}

async function foundReports(directory: string, files: string[]): Promise<Report[]> {
  const reports = await Promise.all(files.map((file) => report(directory, file)));
  return reports.filter((found) => found !== undefined);
}

async function report(directory: string, file: string): Promise<Report | undefined> {
  const found = await statInside(directory, file);
  if (!found?.isFile()) return undefined;
  return { file, bytes: found.size, writtenAt: found.mtime };
}

function newestFirst(a: Report, b: Report): number {
  return b.writtenAt.getTime() - a.writtenAt.getTime();
}
