import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SettingError } from '../../support/run/settings/setting-error';
import { readReportsFolder } from '../../support/run/settings/settings';
import { makePage, reportFile } from './make-page';
import { MessagesError, readMessages } from './read-messages';
import { readReport } from './model/read-report';

/** `npm run report [-- FILE]`: makes the report again from the messages of a run. */
function rebuild(args: string[]): string {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [given, ...others] = positionals;
  if (others.length > 0)
    throw new MessagesError(`One file of messages at a time, not ${positionals.length}.`);
  const file = given ?? path.join(readReportsFolder(), 'messages.ndjson');
  const folder = path.dirname(file);
  const target = path.join(folder, reportFile);
  fs.writeFileSync(target, makePage(readReport(readMessages(file)), folder));
  return target;
}

try {
  process.stdout.write(`${rebuild(process.argv.slice(2))}\n`);
} catch (error) {
  const isMistake =
    error instanceof MessagesError ||
    error instanceof SettingError ||
    String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
  if (!isMistake) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
