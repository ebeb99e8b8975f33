import fs from 'node:fs';
import path from 'node:path';
import { compare } from '../history/comparison';
import { readHistory } from '../history/history-files';
import type { Report } from './model/report';
import { recordOfRun } from './record-run';
import { page } from './view/page';

/** The page's name in the folder of the reports. */
export const reportFile = 'bdd-report.html';

/** Where the records of runs are, in the folder of the reports. */
export const historyFolder = (reports: string) => path.join(reports, 'history');

/**
 * Makes the page of a run.
 * @param reports the folder of the reports, where earlier runs and other reports are looked for
 */
export function makePage(report: Report, reports: string): string {
  const record = recordOfRun(report);
  const { records, ignored } = readHistory(historyFolder(reports));
  return page(report, {
    comparison: record && compare(record, records),
    ignoredFiles: ignored,
    hasFolder: fs.existsSync(path.join(reports, 'html', 'index.html')),
    evidence: new Map(),
  });
}
