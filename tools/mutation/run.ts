import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { judge, readReasons, ReasonsError, reasonsFile } from './reasons';
import { isAlive, readMutants, withLater, type Mutant } from './results';
import { scoreOf, summaryText } from './summary';

const usage = `npm run mutation                                     the acceptance scenarios alone
npm run mutation -- --mutate "server/orders/**/*.ts"  a part of the platform
npm run mutation -- --incremental                     only what has changed since the last run
npm run mutation -- --reasons                         also what has a reason: is that still true?
npm run mutation:all                                  the unit tests count as well`;

const reports = 'reports/mutation';
/** Percent of all mutants that are neither static nor equivalent. */
const leastScore = 90;

/** Mutates the platform and says which mutants the tests have noticed; fails if too few. */
function main(): void {
  const { all, mutate, incremental, reasons: areReasonsTried } = readArguments();
  const reasons = readReasons(reasonsFile);
  const started = performance.now();
  const parts = [
    ...onlyThese(mutate),
    ...(incremental ? ['--incremental'] : []),
    ...(areReasonsTried ? [] : ['--checkers', 'explained']),
  ];
  let mutants = againAlone(runStryker('stryker.config.mjs', parts, 'mutation.json'));
  if (all) mutants = withUnitTests(mutants);

  const judgement = judge(mutants, reasons);
  const score = scoreOf(mutants, judgement);
  const minutes = (performance.now() - started) / 60_000;
  print(
    '',
    summaryText(score, judgement),
    `Duration   ${minutes.toFixed(1)} min`,
    `Report     ${reports}/index.html${all ? `, ${reports}/unit.html` : ''}`,
  );
  if (judgement.unexplained.length > 0 && !all) process.exitCode = 1;
  if (score.percent < leastScore && mutate.length === 0) {
    print(`The score is below ${leastScore} %.`);
    process.exitCode = 1;
  }
}

interface Arguments {
  all: boolean;
  mutate: string[];
  incremental: boolean;
  reasons: boolean;
}

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: {
        all: { type: 'boolean', default: false },
        mutate: { type: 'string', multiple: true, default: [] },
        incremental: { type: 'boolean', default: false },
        reasons: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!values.help) return values;
    print(usage);
    return process.exit(0);
  } catch (error) {
    return giveUp(`${(error as Error).message}\n\n${usage}`);
  }
}

/** Those that a busy machine has left in doubt are put before the scenarios once more, a few at a time. */
function againAlone(mutants: readonly Mutant[]): Mutant[] {
  const doubtful = mutants.filter(({ status }) => status === 'doubtful');
  if (doubtful.length === 0) return [...mutants];
  const config = 'tools/mutation/again.config.mjs';
  return withLater(mutants, doubtful, runStryker(config, theseAlone(doubtful), 'again.json'));
}

/** Those that the scenarios have left alive are put before the unit tests. */
function withUnitTests(mutants: readonly Mutant[]): Mutant[] {
  const alive = mutants.filter(isAlive);
  if (alive.length === 0) return [...mutants];
  const again = runStryker('tools/mutation/unit.config.mjs', theseAlone(alive), 'unit.json');
  return withLater(
    mutants,
    alive,
    again.filter((each) => !isAlive(each)),
  );
}

function theseAlone(mutants: readonly Mutant[]): string[] {
  return onlyThese(mutants.map(({ range }) => range));
}

/** Stryker takes one list, and of several the last alone. */
function onlyThese(places: readonly string[]): string[] {
  return places.length === 0 ? [] : ['--mutate', places.join(',')];
}

/** @returns the mutants of its report */
function runStryker(config: string, options: readonly string[], report: string): Mutant[] {
  const stryker = path.resolve('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const { status, error } = spawnSync(process.execPath, [stryker, 'run', config, ...options], {
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) giveUp('Stryker has not come to its end; what it said is above.');
  return readMutants(path.join(reports, report));
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function giveUp(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

try {
  main();
} catch (error) {
  if (!(error instanceof ReasonsError)) throw error;
  giveUp(error.message);
}
