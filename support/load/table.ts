import Table from 'cli-table3';
import { statistics } from './figures';
import { untrustworthyLag } from './event-loop-lag';
import { measureNames, type Measurements } from './measurements';

const namesShown = 5;

/** The figures of a run for console and report: a table, and what has to be known to read it. */
export function measurementsText(run: Measurements): string {
  return [
    tableOf(run),
    ...doubtLines(run),
    ...problemLines(run),
    ...truthLines(run),
    pacesText(run),
    `This process saw things ${ms(run.lag)} late at most.`,
    'Response time: from sending to the answer. Execution delay: from the answer to the EXECUTED event.',
    'Deviation of a sample (n − 1); percentiles interpolated between the two nearest measurements.',
  ].join('\n');
}

function tableOf(run: Measurements): string {
  const shown = measureNames.filter((each) => run.figures[each].count + run.missing[each] > 0);
  const doubt = run.isTrustworthy ? '' : ' ?';
  const table = new Table({
    head: [`${run.orders} orders at once`, ...shown.map((each) => `${each} (ms)${doubt}`)],
    colAligns: ['left', ...shown.map(() => 'right' as const)],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  const told = statistics.filter((each) =>
    shown.some((one) => run.figures[one][each] !== undefined),
  );
  table.push(
    ['measured', ...shown.map((each) => String(run.figures[each].count))],
    ['missing', ...shown.map((each) => String(run.missing[each]))],
    ...told.map((statistic) => [
      statistic,
      ...shown.map((each) => run.figures[each][statistic]?.toFixed(1) ?? '–'),
    ]),
  );
  return table.toString();
}

function doubtLines({ lag, isTrustworthy }: Measurements): string[] {
  if (isTrustworthy) return [];
  return [
    `? NOT TO BE TRUSTED: this process saw things ${ms(lag)} late, and ${untrustworthyLag} ms is too much.`,
  ];
}

function problemLines({ errors, lost, accepted, orders }: Measurements): string[] {
  const kinds = Object.entries(errors).map(([kind, count]) => `${count} × ${kind}`);
  return [
    ...(kinds.length === 0
      ? []
      : [`Errors: ${kinds.join(', ')}. Accepted: ${accepted} of ${orders} orders.`]),
    ...Object.entries(lost).map(
      ([status, names]) => `Lost: ${names.length} ${status} events, of ${listed(names)}.`,
    ),
  ];
}

function truthLines({ figures }: Measurements): string[] {
  const { count, p50, p99, maximum } = figures['measurement error'];
  if (count === 0) return [];
  return [
    `Measurement error: against the platform's own times, which are whole ms, an execution delay`,
    `is off by ${ms(p50)} (median), ${ms(p99)} (p99), ${ms(maximum)} at most.`,
  ];
}

function pacesText({ spread, answeredWithin, acceptedPerSecond }: Measurements): string {
  const sent = `Sent within ${ms(spread)}`;
  if (answeredWithin === undefined || acceptedPerSecond === undefined) return `${sent}, no answer.`;
  const pace = acceptedPerSecond.toFixed(1);
  return `${sent}, all answered within ${ms(answeredWithin)}, ${pace} orders accepted per second.`;
}

function listed(names: readonly string[]): string {
  const rest = names.length - namesShown;
  return names.slice(0, namesShown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function ms(value: number | undefined): string {
  return value === undefined ? 'unknown' : `${value.toFixed(1)} ms`;
}
