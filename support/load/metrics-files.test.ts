import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { measurementsOf } from './measurements';
import { addMetrics, removeMetrics, type LoadMetrics } from './metrics-files';
import type { OrderRecord } from './records';

/** Execution delays, and what Python's `statistics` makes of them (quantiles: method inclusive). */
const delays = [
  1823.833, 1650.849, 2150.934, 1572.436, 2035.882, 1865.689, 1557.999, 2007.436, 1537.496,
  1933.646, 1569.855, 1590.713, 1924.519, 2326.852, 1623.802, 1723.239, 2127.433, 2447.709,
  2077.103, 1896.68, 2476.255, 1546.583, 2358.468, 1789.609,
];
const independent = {
  average: 1900.6258333333333,
  standardDeviation: 300.4526645913761,
  minimum: 1537.496,
  p50: 1881.1845,
  p66: 2012.55628,
  p75: 2089.6855,
  p80: 2136.8334,
  p90: 2348.9832,
  p95: 2434.32285,
  p98: 2463.12384,
  p99: 2469.68942,
  maximum: 2476.255,
};

const records = delays.map(
  (executionDelay, index) =>
    ({
      order: index + 1,
      orderId: `id-${index}`,
      outcome: 'EXECUTED',
      sent: index / 10,
      answered: 500,
      responseTime: 500 - index / 10,
      executionDelay,
    }) as OrderRecord,
);
const run = { records, measurements: measurementsOf(records, 3) };
const scenario = { scenario: 'Many, at once', feature: 'f.feature', baseUrl: 'http://platform' };

describe('the files of a load', () => {
  let folder: string;
  const read = (file: string) => fs.readFileSync(path.join(folder, file), 'utf8');
  const metrics = () =>
    (JSON.parse(read('load-metrics.json')) as { scenarios: LoadMetrics[] }).scenarios;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'load-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('hold figures that another computation over the rows comes to as well', () => {
    addMetrics(folder, scenario, run);
    const [head = '', ...rows] = read('load-metrics.csv').trimEnd().split('\n');
    // The title of the scenario has a comma, so there is one cell more than there are columns.
    const column = head.split(',').indexOf('executionDelay') + 1;
    expect(rows.map((row) => Number(row.split(',')[column]))).to.deep.equal(delays);
    const { executionDelayMs } = metrics()[0];
    expect(executionDelayMs).to.include({ count: 24, missing: 0, 'p99.9': null });
    for (const [name, value] of Object.entries(independent))
      expect(executionDelayMs[name as keyof typeof independent], name).to.be.closeTo(value, 1e-9);
  });

  it('hold each scenario of a run once, its last attempt', () => {
    addMetrics(folder, scenario, run);
    addMetrics(folder, { ...scenario, scenario: 'Another' }, run);
    addMetrics(folder, scenario, { ...run, records: records.slice(1) });
    expect(metrics().map((each) => each.scenario)).to.deep.equal(['Another', 'Many, at once']);
    const rows = read('load-metrics.csv').trimEnd().split('\n').slice(1);
    expect(rows.filter((row) => row.startsWith('Another,'))).to.have.lengthOf(24);
    expect(rows.filter((row) => row.startsWith('"Many, at once",'))).to.have.lengthOf(23);
  });

  it('are gone when the next run begins', () => {
    addMetrics(folder, scenario, run);
    removeMetrics(folder);
    expect(fs.readdirSync(folder)).to.deep.equal([]);
    removeMetrics(folder);
  });
});
