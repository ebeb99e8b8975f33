import Table from 'cli-table3';

/** The parts of Artillery's JSON report that the summary is made of. Durations are milliseconds. */
export interface ArtilleryReport {
  aggregate: {
    counters: Record<string, number | undefined>;
    summaries: Record<string, Record<'mean' | 'median' | 'p95' | 'p99', number> | undefined>;
  };
}

/** How one load ended. */
export interface LoadOutcome {
  name: string;
  passed: boolean;
  /** Missing where Artillery wrote none. */
  report: ArtilleryReport | undefined;
}

const columns: [string, (report: ArtilleryReport) => number | undefined][] = [
  ['orders', ({ aggregate }) => aggregate.counters['orders.accepted']],
  ['executed', ({ aggregate }) => aggregate.counters['orders.executed']],
  ['lost', ({ aggregate }) => aggregate.counters['orders.lost']],
  ['failed users', ({ aggregate }) => aggregate.counters['vusers.failed']],
  ['execution delay (ms)', ({ aggregate }) => aggregate.summaries.execution_delay?.mean],
  ['p95', ({ aggregate }) => aggregate.summaries.execution_delay?.p95],
  ['p99', ({ aggregate }) => aggregate.summaries.execution_delay?.p99],
  ['error (ms)', ({ aggregate }) => aggregate.summaries.measurement_error?.median],
];

/** All loads in one table, a row each. */
export function outcomeText(outcomes: readonly LoadOutcome[]): string {
  const table = new Table({
    head: ['load', 'verdict', ...columns.map(([name]) => name)],
    colAligns: ['left', 'left', ...columns.map(() => 'right' as const)],
    style: { head: [], border: [] },
  });
  for (const { name, passed, report } of outcomes)
    table.push([
      name,
      passed ? 'passed' : 'failed',
      ...columns.map(([, valueOf]) => String((report && valueOf(report)) ?? '–')),
    ]);
  return [
    table.toString(),
    'Execution delay: average, from the answer to the EXECUTED event. Error: median distance from the',
    "platform's own times. Percentiles are Artillery's, exact to about 1 %.",
  ].join('\n');
}
