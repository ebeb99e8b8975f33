import type { Pickle } from '@cucumber/messages';
import { browserTag } from './selection';

/** Three for each worker: they take as long as one that waits for an execution. */
const shortAtTheEnd = 48;

/**
 * Scenarios as they come but for both ends, so that no worker is left waiting for another. Those in
 * the browser are long and run one at a time: they go first. Short ones go last.
 */
export function inQuickOrder<Each extends { pickle: Pickle }>(scenarios: readonly Each[]): Each[] {
  const first = scenarios.filter(({ pickle }) =>
    pickle.tags.some(({ name }) => name === browserTag),
  );
  const last = scenarios.filter(isShort).slice(-shortAtTheEnd);
  const atAnEnd = new Set([...first, ...last]);
  return [...first, ...scenarios.filter((each) => !atAnEnd.has(each)), ...last];
}

/** What waits for something, or starts something, is tagged. */
function isShort({ pickle }: { pickle: Pickle }): boolean {
  return pickle.tags.length === 0 && pickle.steps.length <= 3;
}
