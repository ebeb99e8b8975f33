import type { Pickle } from '@cucumber/messages';
import { namesClause } from '../contract/clauses';
import { browserTag, hasTag } from './selection';

/** As many short scenarios take as long as one that waits for an execution. */
const shortForEachWorker = 3;

/**
 * Scenarios as they come but for both ends, so that no worker is left waiting for another. Those in
 * the browser are long and run one at a time: they go first. Short ones go last.
 */
export function inQuickOrder<Each extends { pickle: Pickle }>(
  scenarios: readonly Each[],
  workers: number,
): Each[] {
  const first = scenarios.filter(({ pickle }) => hasTag(browserTag, pickle));
  const last = workers > 1 ? scenarios.filter(isShort).slice(-shortForEachWorker * workers) : [];
  const atAnEnd = new Set([...first, ...last]);
  return [...first, ...scenarios.filter((each) => !atAnEnd.has(each)), ...last];
}

/** What waits for something, or starts something, is tagged. */
function isShort({ pickle }: { pickle: Pickle }): boolean {
  const tags = pickle.tags.filter(({ name }) => !namesClause(name));
  return tags.length === 0 && pickle.steps.length <= 3;
}
