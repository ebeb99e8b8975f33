import path from 'node:path';
import { parseArgs } from 'node:util';
import { SettingError } from '../../support/run/settings/setting-error';
import { readReportsFolder } from '../../support/run/settings/settings';
import { conformanceFiles } from '../conformance/conformance-files';
import { writeReport } from '../run-model/report-file';
import { RunModel } from '../run-model/run-model';
import { makePage, reportFile } from './make-page';
import { MessagesError, readMessages } from './read-messages';
import type { RunRecord } from '../history/run-record';
import { readReport } from './model/read-report';
import { recordOfRun } from './record-run';

/**
 * `npm run report [-- FILE]`: makes the report again from the messages of a run, and what it says of
 * the contract.
 * `npm run report -- --compare OLD NEW`: says in the report of the new one what differs from the old.
 */
function rebuild(args: string[]): string[] {
  const { positionals, values } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { compare: { type: 'boolean', default: false } },
  });
  if (values.compare) return compared(positionals);
  const [given, ...others] = positionals;
  if (others.length > 0)
    throw new MessagesError(`One file of messages at a time, not ${positionals.length}.`);
  const file = given ?? path.join(readReportsFolder(), 'messages.ndjson');
  return written(file);
}

function compared(files: readonly string[]): string[] {
  const [old, recent] = files;
  if (old === undefined || recent === undefined || files.length !== 2)
    throw new MessagesError('--compare takes two files of messages: the old one, and the new one.');
  const record = recordOfRun(readReport(readMessages(old)));
  if (record === undefined)
    throw new MessagesError(
      `${old}: the run did not come to its end, so there is nothing to compare.`,
    );
  return written(recent, record);
}

/** @returns the paths of what has been written */
function written(file: string, other?: RunRecord): string[] {
  const folder = path.dirname(file);
  const target = path.join(folder, reportFile);
  const messages = readMessages(file);
  const files: [file: string, text: string][] = [
    [target, makePage(readReport(messages), folder, other)],
    ...conformanceFiles(new RunModel(messages), folder),
  ];
  return files.map(([file, text]) => {
    writeReport(file, text);
    return file;
  });
}

try {
  process.stdout.write(`${rebuild(process.argv.slice(2)).join('\n')}\n`);
} catch (error) {
  const isMistake =
    error instanceof MessagesError ||
    error instanceof SettingError ||
    String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  if (!isMistake) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
