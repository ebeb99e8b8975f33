import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isRunRecord, type RunRecord } from './run-record';

/** Runs that are remembered; of more, the oldest are forgotten. */
const runsKept = 50;

/** `2026-01-31T12-00-00-000Z-3015eaa0.json`: it sorts by time, and every system allows it. */
const ownName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[\w-]+\.json$/;

/** Where the records of runs are, in the folder of the reports. */
export const historyFolder = (reports: string) => path.join(reports, 'history');

export interface History {
  /** Oldest first. */
  records: RunRecord[];
  /** Names of files that are no records of a run. */
  ignored: string[];
}

/** What earlier runs have left in the folder, which need not exist. */
export function readHistory(folder: string): History {
  const history: History = { records: [], ignored: [] };
  for (const name of jsonFiles(folder)) {
    const record = readRecord(path.join(folder, name));
    if (record === 'gone') continue;
    if (record) history.records.push(record);
    else history.ignored.push(name);
  }
  history.records.sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  return history;
}

/** Remembers a run, and forgets the oldest when there are too many. */
export function addToHistory(folder: string, record: RunRecord): void {
  fs.mkdirSync(folder, { recursive: true });
  const time = new Date(record.startedAt).toISOString().replace(/[:.]/g, '-');
  const name = `${time}-${record.id.replace(/[^\w-]/g, '').slice(0, 8)}.json`;
  // under another name first, so that a run beside this one never reads half of it
  const draft = path.join(folder, `.${randomUUID()}`);
  fs.writeFileSync(draft, `${JSON.stringify(record)}\n`);
  fs.renameSync(draft, path.join(folder, name));
  const old = jsonFiles(folder)
    .filter((each) => ownName.test(each))
    .slice(0, -runsKept);
  for (const each of old) fs.rmSync(path.join(folder, each), { force: true });
}

function jsonFiles(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return []; // no history yet
  }
}

function readRecord(file: string): RunRecord | 'gone' | undefined {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return isRunRecord(value) ? value : undefined;
  } catch (error) {
    // a run beside this one may be clearing up
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : undefined;
  }
}
