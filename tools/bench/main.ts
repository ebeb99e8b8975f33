import type { Bench } from './bench';
import { FULL } from './bench';
import { CommandLineError, helpText, readCommandLine, type Request } from './command-line';
import { Figures } from './figures';
import { judge } from './goals';
import { describeMachine, machineText } from './machine';
import { fanningOut } from './measurements/fan-out';
import { fullLog } from './measurements/full-log';
import { FullPlatform } from './measurements/full-platform';
import { list } from './measurements/list';
import { load } from './measurements/load';
import { memory } from './measurements/memory';
import { placing } from './measurements/placing';
import { slowReaders } from './measurements/slow-readers';
import { suite } from './measurements/suite';
import { writeReports } from './report/files';
import type { BenchReport } from './report/report';
import { figuresTable, goalsTable } from './report/table';
import { divideCores, pinThisProcess } from './servers/cores';

const MEASUREMENTS = [placing, fanningOut, slowReaders, list, memory, fullLog, load, suite];

/** How many orders are many. */
const MANY_ORDERS = 100_000;

async function main(): Promise<void> {
  const request = readCommandLine(process.argv.slice(2), MEASUREMENTS);
  if (request.help) return print(helpText(MEASUREMENTS));
  const report = await measure(request);
  for (const measurement of report.measurements) print(`\n${figuresTable(measurement)}`);
  print(`\n${goalsTable(report.goals)}`);
  print(
    [
      'Each figure is the median of its rounds, with the lowest and the highest; a ratio is taken round by round.',
      ...machineText(report.machine),
      ...(report.quick ? ['This was a quick run: its figures say little.'] : []),
      `\n${writeReports(report).join('\n')}`,
    ].join('\n'),
  );
  if (request.strict && report.goals.some(({ isMet }) => !isMet)) process.exitCode = 1;
}

async function measure({ effort, measurements }: Request): Promise<BenchReport> {
  const cores = divideCores();
  const machine = describeMachine(cores);
  if (cores) pinThisProcess(cores.client);
  const begin = new Date();
  let doing = '';
  const say = (text: string) => print(`${sinceText(begin)}  ${doing}: ${text}`);
  const fullPlatform = new FullPlatform(MANY_ORDERS / effort.divisor, cores?.server, say);
  const bench: Bench = { effort, cores, figures: new Figures(), fullPlatform, say };
  try {
    for (const measurement of measurements) {
      doing = measurement.name;
      await measurement.run(bench);
    }
  } finally {
    await fullPlatform.stop();
  }
  return {
    startedAt: begin.toISOString(),
    durationSeconds: Math.round((Date.now() - begin.getTime()) / 1000),
    quick: effort !== FULL,
    machine,
    goals: judge(bench.figures),
    measurements: measurements.map(({ name, title }) => ({
      ...{ name, title },
      figures: bench.figures.of(name),
    })),
  };
}

function sinceText(begin: Date): string {
  const seconds = Math.round((Date.now() - begin.getTime()) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const isUsage = error instanceof CommandLineError;
  process.stderr.write(
    isUsage
      ? `${error.message}\n`
      : `The bench failed: ${String((error as Error).stack ?? error)}\n`,
  );
  process.exit(isUsage ? 2 : 1);
});
