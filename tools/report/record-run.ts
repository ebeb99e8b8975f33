import { rollup, sum } from 'd3-array';
import { selectionOf, type RunRecord } from '../history/run-record';
import type { Report } from './model/report';
import { scenariosOf } from './model/conclusion';

/** What is remembered of a run; undefined for one that did not come to its end. */
export function recordOfRun(report: Report): RunRecord | undefined {
  const { end, id, startedAt, seconds, run } = report;
  if (end !== 'finished' || id === undefined || startedAt === undefined) return undefined;
  const scenarios = scenariosOf(report);
  const those = (outcome: string) =>
    scenarios.filter((each) => each.outcome === outcome).map((each) => each.id);
  return {
    id,
    startedAt: startedAt.toISOString(),
    seconds,
    selection: selectionOf(run),
    ...(run.commit !== undefined && { commit: run.commit }),
    ...(run.platform && {
      platform: (({ version, baseUrl, own }) => ({ version, baseUrl, own }))(run.platform),
    }),
    executionDelayMs: Object.fromEntries(
      scenarios.flatMap(({ attempts, name }) => {
        const average = attempts.at(-1)?.load?.executionDelayMs.average;
        return typeof average === 'number' ? [[name.title, average]] : [];
      }),
    ),
    reasons: Object.fromEntries(
      rollup(
        [...report.verdict.reasons, ...report.verdict.known],
        (same) => sum(same, ({ scenarios: { length }, beside }) => length + beside.length),
        ({ key }) => key,
      ),
    ),
    scenarios: {
      passed: those('passed'),
      failed: those('failed'),
      flaky: those('flaky'),
      skipped: those('skipped'),
    },
  };
}
