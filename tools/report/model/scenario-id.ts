import { createHash } from 'node:crypto';
import type { ScenarioName } from '../../run-model/names';

/**
 * Makes a function that gives each scenario an id which is the same in every run, and on every
 * system, as long as its file, rule, title and row stay as they are. Scenarios that share all of
 * these are told apart by their order.
 */
export function scenarioIds(): (name: ScenarioName, row: readonly string[]) => string {
  const given = new Map<string, number>();
  return ({ uri, rule = '', title }, row) => {
    const key = JSON.stringify([uri, rule, title, row]);
    const times = (given.get(key) ?? 0) + 1;
    given.set(key, times);
    return createHash('sha256')
      .update(times === 1 ? key : `${key}#${times}`)
      .digest('hex')
      .slice(0, 12);
  };
}
