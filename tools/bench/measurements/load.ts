import fs from 'node:fs';
import path from 'node:path';
import type { LoadMetrics } from '../../../support/load/metrics-files';
import { type Bench, FULL, type Measurement } from '../bench';
import { REPORTS } from '../project';
import { runCucumber } from './cucumber';
import { ordersText } from './orders-text';

const FEATURES = 'features/load';
const SCENARIO = 'orders placed at the same time are executed in time';

export const ERROR_MEDIAN = 'measured − true execution delay, median';
export const ERROR_P99 = 'measured − true execution delay, p99';
export const ANSWERED_WITHIN = 'all answers, after the first order is sent';

/** How true the load scenarios' own figures are, delays on. */
export const load: Measurement = {
  name: 'load',
  title: 'The load scenarios, delays on',
  run: async ({ effort, cores, figures, say }: Bench) => {
    const counts = effort === FULL ? ['100', '1000'] : ['100'];
    const reports = path.join(REPORTS, 'load');
    for (let round = 1; round <= effort.rounds; round++) {
      say(`round ${round} of ${effort.rounds}: ${counts.join(' and ')} orders at once`);
      // One after the other: none is measured amid what another has left behind.
      for (const count of counts) {
        const name = `^${count} ${SCENARIO}$`;
        // A limit that is not met makes no figure less true.
        const { lastLines } = await runCucumber([FEATURES, '--name', name], reports, cores);
        const [metrics] = readMetrics(reports);
        if (!metrics) throw new Error(`The load scenario left no figures:\n${lastLines}`);
        const { orders, measurementErrorMs, answeredWithinMs } = metrics;
        const of = {
          ...{ measurement: load.name, subject: ordersText(orders) },
          ...({ unit: 'ms', better: 'less' } as const),
        };
        figures.add({ ...of, name: ERROR_MEDIAN }, measurementErrorMs.p50 ?? NaN);
        figures.add({ ...of, name: ERROR_P99 }, measurementErrorMs.p99 ?? NaN);
        figures.add({ ...of, name: ANSWERED_WITHIN }, answeredWithinMs ?? NaN);
      }
    }
  },
};

function readMetrics(reports: string): LoadMetrics[] {
  const file = path.join(reports, 'load-metrics.json');
  if (!fs.existsSync(file)) return [];
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { scenarios: LoadMetrics[] }).scenarios;
}
