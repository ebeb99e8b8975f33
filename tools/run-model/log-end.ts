import fs from 'node:fs';

const mostBytes = 16_000;

/** The last lines of a log, as many as are good for a report; empty if there is none. */
export function endOfLog(file: string): string {
  try {
    const log = fs.readFileSync(file);
    const end = log.subarray(-mostBytes).toString('utf8');
    return log.length <= mostBytes ? end : end.slice(end.indexOf('\n') + 1);
  } catch {
    return ''; // nothing was printed, or nobody may read it
  }
}
