import Table from 'cli-table3';
import type { Order } from '../contract/types';
import { stretched } from '../deadlines';
import type { EventLog } from '../event-log';
import { oneOf } from '../tables';
import type { Burst } from './burst';
import { figuresOf, statistics, type Figures } from './figures';

export const measures = ['response time', 'execution delay'] as const;
type Measure = (typeof measures)[number];

/** The durations of a burst, and how many of its orders have none. */
export interface Measurements {
  placed: number;
  missing: Record<Measure, number>;
  figures: Record<Measure, Figures>;
}

/**
 * Response time: from sending an order to its answer. Execution delay: from the answer to the
 * arrival of the EXECUTED event. Both on this process's monotonic clock, in milliseconds.
 */
export function measurementsOf(burst: Burst, log: EventLog): Measurements {
  const answers = burst.orders.flatMap(({ answer }) => (answer?.status === 201 ? [answer] : []));
  const responses = answers.map(({ sentAt, answeredAt }) => answeredAt - sentAt);
  const executions = answers.flatMap(({ body, answeredAt }) => {
    const events = log.of((body as Order).orderId);
    const executed = events.find(({ event }) => event.orderStatus === 'EXECUTED');
    return executed ? [executed.at - answeredAt] : [];
  });
  const placed = burst.orders.length;
  return {
    placed,
    missing: {
      'response time': placed - responses.length,
      'execution delay': placed - executions.length,
    },
    figures: {
      'response time': figuresOf(responses),
      'execution delay': figuresOf(executions),
    },
  };
}

/** The figures as a table for console and report. */
export function measurementsText(burst: Burst, { placed, missing, figures }: Measurements): string {
  const table = new Table({
    head: [`${placed} orders at once`, ...measures.map((each) => `${each} (ms)`)],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  table.push(
    ['measured', ...measures.map((each) => String(figures[each].count))],
    ['missing', ...measures.map((each) => String(missing[each]))],
    ...statistics.map((statistic) => [
      statistic,
      ...measures.map((each) => figures[each][statistic].toFixed(1)),
    ]),
  );
  return [
    table.toString(),
    'Execution delay: from the answer to the arrival of the EXECUTED event. Deviation of a sample (n − 1).',
    `Sent within ${burst.spread.toFixed(1)} ms; this process was late by ${burst.lag.toFixed(1)} ms at most.`,
  ].join('\n');
}

export interface Limit {
  measure: string;
  statistic: string;
  limit: string;
}

/**
 * Compares a run with the limits of a feature.
 * @returns the limits that are not met, one line each; a missing measurement breaks them all
 * @throws Error that names the column when a limit is not written as it should be
 */
export function brokenLimits(limits: readonly Limit[], run: Measurements): string[] {
  const missing = measures
    .filter((each) => run.missing[each] > 0)
    .map((each) => `${each}: ${run.missing[each]} of ${run.placed} measurements are missing`);
  const exceeded = limits.flatMap((row) => {
    const measure = oneOf('measure', row.measure, measures);
    const statistic = oneOf('statistic', row.statistic, statistics);
    const actual = run.figures[measure][statistic];
    const allowed = stretched(milliseconds(row.limit));
    return actual <= allowed
      ? []
      : [`${measure}, ${statistic}: ${actual.toFixed(1)} ms, at most ${allowed} ms are allowed`];
  });
  return [...missing, ...exceeded];
}

function milliseconds(limit: string): number {
  const [, amount] = /^(\d+(?:\.\d+)?) ms$/.exec(limit) ?? [];
  if (amount === undefined)
    throw new Error(`limit: "${limit}" is not a number of milliseconds such as 2600 ms.`);
  return Number(amount);
}
