import type { ClauseId } from '../contract/clauses';
import type { Failure } from '../contract/failure';
import { stretched } from '../run/settings/deadlines';
import { oneOf } from '../tables/cells';
import { statistics } from './figures';
import { measureNames, type Measure, type Measurements } from './measurements';

/** A row of a feature's table of limits. */
export interface Limit {
  measure: string;
  statistic: string;
  /** Milliseconds. */
  limit: number;
}

/**
 * Compares a run with the limits of a feature.
 * @returns the limits that are not met; a missing measurement breaks them all, and where this
 * process was too late to see what happened, what is not met could not be judged
 */
export function brokenLimits(limits: readonly Limit[], run: Measurements): Failure[] {
  const exceeded = limits.flatMap((row) => {
    const measure = oneOf('measure', row.measure, measureNames);
    const statistic = oneOf('statistic', row.statistic, statistics);
    const allowed = stretched(row.limit);
    const { count, [statistic]: actual } = run.figures[measure];
    if (actual === undefined)
      return [missingMeasure(measure, `${count} measurements are too few for the ${statistic}`)];
    if (actual <= allowed) return [];
    const isUnjudged = actual <= allowed + run.late;
    return [
      {
        kind: isUnjudged ? ('unjudged' as const) : ('broken' as const),
        clause: clauses[measure],
        sentence: `under load the ${measure} is above its limit`,
        expected: `${statistic} of ${allowed} ms at most`,
        seen: `${actual.toFixed(1)} ms`,
        details: [`the machine made this process late by ${run.late.toFixed(0)} ms, all in all`],
      },
    ];
  });
  const missing = measureNames
    .filter((each) => run.missing[each] > 0)
    .map((each) => missingMeasure(each, `${run.missing[each]} of ${run.orders} are missing`));
  return [...missing, ...exceeded];
}

/** The clause that each measure is about. */
const clauses: Record<Measure, ClauseId> = {
  'response time': 'TIME-2',
  'execution delay': 'TIME-4',
  'measurement error': 'EVENT-3',
  'cancellation time': 'TIME-2',
};

function missingMeasure(measure: Measure, seen: string): Failure {
  const sentence = `under load not every order has its ${measure}`;
  const clause = measure === 'response time' ? 'PLACE-7' : 'EVENT-1';
  return { kind: 'broken', clause, sentence, expected: 'a measurement of each order', seen };
}
