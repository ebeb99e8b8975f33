import fs from 'node:fs';
import path from 'node:path';
import { compare, comparePair, recordsLike } from '../history/comparison';
import { historyFolder, readHistory } from '../history/history-files';
import type { RunRecord } from '../history/run-record';
import type { Report } from './model/report';
import { recordOfRun } from './record-run';
import { page } from './view/page';

/** The page's name in the folder of the reports. */
export const reportFile = 'bdd-report.html';

/**
 * Makes the page of a run.
 * @param other a run to compare it with, in place of the last one
 * @param reports the folder of the reports, where earlier runs and other reports are looked for
 */
export function makePage(report: Report, reports: string, other?: RunRecord): string {
  const record = recordOfRun(report);
  const { records, ignored } = readHistory(historyFolder(reports));
  return page(report, {
    comparison: record && (other ? comparePair(record, other) : compare(record, records)),
    since: sinceWhen(recordsLike(other ? [other] : records, report.run), report.startedAt),
    ignoredFiles: ignored,
    platform: report.run.platform,
    hasFolder: fs.existsSync(path.join(reports, 'html', 'index.html')),
    evidence: new Map(),
  });
}

/** When each reason was seen first, by its key. */
function sinceWhen(records: readonly RunRecord[], until: Date | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const { reasons = {}, startedAt } of records)
    for (const key of Object.keys(reasons))
      if (!found.has(key) && (until === undefined || Date.parse(startedAt) < until.getTime()))
        found.set(key, startedAt);
  return found;
}
