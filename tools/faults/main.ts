import { environmentWith } from '../../support/run/settings/handed-over';
import fs from 'node:fs';
import path from 'node:path';
import { PlatformStartError } from '../../support/platform/local-platform';
import { readDeadlineFactor } from '../../support/run/settings/deadline-factor';
import { SettingError } from '../../support/run/settings/setting-error';
import { readReportsFolder } from '../../support/run/settings/settings';
import { writeReport } from '../run-model/report-file';
import { catalogue } from './catalogue';
import {
  readCommandLine,
  selected,
  usage,
  UsageError,
  type Request,
  type Selection,
} from './command-line';
import { differences } from './differences';
import { isGood } from './outcome';
import { missingPlaces, pathsOfFeatures } from './places';
import { listing, outcomeTable, progressLine, totals } from './report/console';
import { outcomeJson } from './report/json';
import { page } from './report/page';
import { runCatalogue } from './run-catalogue';

/** `npm run bdd:faults`: what the suite protects from, and what it lets pass. */
async function main(args: string[]): Promise<boolean> {
  const request = readCommandLine(args);
  if (request.kind === 'help') return print(usage);
  const selection = selected({ faults: catalogue, differences }, request);
  if (request.kind === 'list') return print(listing(selection));
  const missing = missingPlaces(selection.faults, pathsOfFeatures(process.cwd()));
  if (missing.length > 0) throw new UsageError(missing.join('\n'));
  readDeadlineFactor(environmentWith().DEADLINE_FACTOR); // a bad one would fail every run alike
  return run(selection, request);
}

async function run({ faults, differences }: Selection, { parallel }: Request): Promise<boolean> {
  const folder = path.join(readReportsFolder(), 'faults');
  fs.rmSync(folder, { recursive: true, force: true });
  const outcome = await runCatalogue({
    ...{ catalogue: faults, differences },
    parallel,
    folder: path.join(folder, 'runs'),
    onOutcome: (each) => print(progressLine(each)),
  });
  const pageFile = path.join(folder, 'index.html');
  writeReport(pageFile, page(outcome));
  writeReport(path.join(folder, 'faults.json'), outcomeJson(outcome));
  if (outcome.faults.length > 0) print(`\n${outcomeTable(outcome)}`);
  print(`\n${totals(outcome, pageFile)}`);
  return isGood(outcome);
}

function print(text: string): true {
  process.stdout.write(`${text}\n`);
  return true;
}

/** 128 + the signal's number, as shells have it; what was started ends with this process. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
for (const [signal, code] of Object.entries(exitCodes))
  process.once(signal, () => process.exit(code));

main(process.argv.slice(2)).then(
  (isFine) => process.exit(isFine ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${explained(error)}\n`);
    process.exit(1);
  },
);

function explained(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error instanceof SettingError || error instanceof PlatformStartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
