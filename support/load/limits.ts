import { stretched } from '../run/settings/deadlines';
import { oneOf } from '../tables/cells';
import { statistics } from './figures';
import { measureNames, type Measurements } from './measurements';

/** A row of a feature's table of limits. */
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
  const exceeded = limits.flatMap((row) => {
    const measure = oneOf('measure', row.measure, measureNames);
    const statistic = oneOf('statistic', row.statistic, statistics);
    const allowed = stretched(milliseconds(row.limit));
    const { count, [statistic]: actual } = run.figures[measure];
    if (actual === undefined)
      return [`${measure}, ${statistic}: ${count} measurements are too few for it`];
    return actual <= allowed
      ? []
      : [`${measure}, ${statistic}: ${actual.toFixed(1)} ms, at most ${allowed} ms are allowed`];
  });
  const missing = measureNames
    .filter((each) => run.missing[each] > 0)
    .map((each) => `${each}: ${run.missing[each]} of ${run.orders} measurements are missing`);
  const doubt = `this process was late by ${run.lag.toFixed(0)} ms: its figures cannot be trusted`;
  return [...missing, ...exceeded, ...(exceeded.length > 0 && !run.isTrustworthy ? [doubt] : [])];
}

function milliseconds(limit: string): number {
  const [, amount] = /^(\d+(?:\.\d+)?) ms$/.exec(limit) ?? [];
  if (amount === undefined)
    throw new Error(`limit: "${limit}" is not a number of milliseconds such as 2600 ms.`);
  return Number(amount);
}
