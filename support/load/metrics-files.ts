import fs from 'node:fs';
import path from 'node:path';
import { makeFolder, writeWhole } from '../evidence/whole-file';
import { statistics, type Figures } from './figures';
import { measureNames, measures, type Measurements } from './measurements';
import type { LoadRun } from './load-run';
import type { OrderRecord } from './records';

/** The files in the folder of the reports that the load scenarios of a run leave behind. */
const files = { json: 'load-metrics.json', csv: 'load-metrics.csv' } as const;

/** One load scenario in `load-metrics.json`. All durations are milliseconds. */
export interface LoadMetrics {
  /** Title of the scenario. */
  scenario: string;
  feature: string;
  baseUrl: string;
  /** When it ended; RFC 3339, UTC. */
  measuredAt: string;
  orders: number;
  accepted: number;
  executed: number;
  cancelled: number;
  /** Orders not accepted and cancels that failed, by kind: how many of each. */
  errors: Record<string, number>;
  /** Orders whose PENDING, EXECUTED or CANCELLED events did not come, by name. */
  lost: Record<string, string[]>;
  acceptedPerSecond: number | null;
  /** From the first order sent to the last. */
  sendSpreadMs: number;
  /** From the first order sent to the last answer. */
  answeredWithinMs: number | null;
  eventLoopLagMs: number;
  trustworthy: boolean;
  responseTimeMs: MeasureMetrics;
  executionDelayMs: MeasureMetrics;
  /** Distance of each measured execution delay from the one by the platform's own times. */
  measurementErrorMs: MeasureMetrics;
  cancellationTimeMs: MeasureMetrics;
}

/** `null` where the count does not support a figure. */
export type MeasureMetrics = { count: number; missing: number } & Record<
  'average' | 'standardDeviation' | 'minimum' | 'maximum' | `p${number}`,
  number | null
>;

/** The columns of `load-metrics.csv`, one row an order; see {@link OrderRecord} for what they are. */
const columns = [
  'order',
  'orderId',
  'outcome',
  'sent',
  'answered',
  'pendingSeen',
  'executedSeen',
  'cancelSent',
  'cancelAnswered',
  'cancelledSeen',
  'cancel',
  'responseTime',
  'executionDelay',
  'trueExecutionDelay',
  'measurementError',
  'cancellationTime',
] as const satisfies readonly (keyof OrderRecord)[];

/** Forgets the load scenarios of an earlier run. */
export function removeMetrics(folder: string): void {
  for (const file of Object.values(files)) fs.rmSync(path.join(folder, file), { force: true });
}

/**
 * Adds a load scenario to the files of its run, in the place of an earlier attempt at it. Those
 * scenarios run one at a time (`@alone`), so that nobody else writes meanwhile.
 * @returns what was added
 */
export function addMetrics(
  folder: string,
  scenario: Pick<LoadMetrics, 'scenario' | 'feature' | 'baseUrl'>,
  { records, measurements }: LoadRun,
): LoadMetrics {
  makeFolder(folder);
  const json = path.join(folder, files.json);
  const csv = path.join(folder, files.csv);
  const isOther = (title: string) => title !== scenario.scenario;

  const known = (JSON.parse(textOf(json) || '{"scenarios":[]}') as { scenarios: LoadMetrics[] })
    .scenarios;
  const metrics = {
    ...scenario,
    measuredAt: new Date().toISOString(),
    ...metricsOf(measurements),
  };
  const scenarios = [...known.filter((each) => isOther(each.scenario)), metrics];
  writeWhole(json, `${JSON.stringify({ scenarios }, undefined, 2)}\n`);

  const title = quoted(scenario.scenario);
  const [, ...rows] = textOf(csv).trimEnd().split('\n');
  const lines = [
    ['scenario', ...columns].join(','),
    ...rows.filter((row) => !row.startsWith(`${title},`)),
    ...records.map((record) => [title, ...columns.map((each) => quoted(record[each]))].join(',')),
  ];
  writeWhole(csv, `${lines.join('\n')}\n`);
  return metrics;
}

function textOf(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function metricsOf(
  run: Measurements,
): Omit<LoadMetrics, 'scenario' | 'feature' | 'baseUrl' | 'measuredAt'> {
  const { orders, accepted, executed, cancelled, errors, lost } = run;
  const byMeasure = Object.fromEntries(
    measureNames.map((each) => [
      `${measures[each]}Ms`,
      { missing: run.missing[each], ...figuresForFile(run.figures[each]) },
    ]),
  ) as Record<`${(typeof measures)[keyof typeof measures]}Ms`, MeasureMetrics>;
  return {
    ...{ orders, accepted, executed, cancelled, errors, lost },
    acceptedPerSecond: run.acceptedPerSecond ?? null,
    sendSpreadMs: run.spread,
    answeredWithinMs: run.answeredWithin ?? null,
    eventLoopLagMs: run.lag,
    trustworthy: run.isTrustworthy,
    ...byMeasure,
  };
}

function figuresForFile(figures: Figures): Record<string, number | null> {
  return {
    count: figures.count,
    ...Object.fromEntries(
      statistics.map((each) => [each.replace(' d', 'D'), figures[each] ?? null]),
    ),
  };
}

/** A cell by RFC 4180. */
function quoted(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
