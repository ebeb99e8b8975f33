import path from 'node:path';
import { openReportsFolder } from '../../support/run/reports-folder';
import { SettingError } from '../../support/run/settings/setting-error';
import { readReportsFolder } from '../../support/run/settings/settings';
import { writeReport } from '../run-model/report-file';
import { asData, readCatalogue, search } from './catalogue';
import { consoleText } from './console-text';
import { dryRun } from './dry-run';
import { page } from './page';

const usage = `Lists the steps that features are written with, and makes a page of them.

  npm run steps                   all of them
  npm run steps -- cancel order   those that have these words in them
  npm run --silent steps -- --json [WORDS]   the same as JSON, for editors and other tools`;

/** Run by `npm run steps`. */
async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const words = args.filter((each) => each !== '--json');
  if (words.some((word) => word.startsWith('-'))) {
    process.stdout.write(`${usage}\n`);
    process.exitCode = words.some((word) => word === '--help' || word === '-h') ? 0 : 2;
    return;
  }
  const cwd = process.cwd();
  const catalogue = readCatalogue(await dryRun(cwd));
  if (json) {
    process.stdout.write(`${JSON.stringify(asData(search(catalogue, words)), null, 2)}\n`);
    return;
  }
  const reports = readReportsFolder();
  const file = path.join(reports, 'steps.html');
  openReportsFolder(reports);
  writeReport(file, page(catalogue, cwd));

  const found = search(catalogue, words);
  const count = found.groups.flatMap(({ steps }) => steps).length;
  const all = catalogue.groups.flatMap(({ steps }) => steps).length;
  const end =
    count === 0
      ? `No step has these words: ${words.join(' ')}. There are ${all} steps; npm run steps lists them all.`
      : words.length === 0
        ? `${all} steps; npm run steps -- WORDS lists those that have these words in them.`
        : `${count} of ${all} steps.`;
  process.stdout.write(
    `${count === 0 ? '' : `${consoleText(found)}\n\n`}${end}\nThe page with a search box: ${file}\n`,
  );
  if (count === 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
