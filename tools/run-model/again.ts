import type { RunDetails } from './run-message';
import type { ScenarioName } from './names';

/** The command that runs a scenario alone, on the same platform and in the same order. */
export function commandFor({ uri, line }: ScenarioName, { order }: RunDetails): string {
  return `npm run bdd -- ${uri}:${line}${order === undefined ? '' : ` --order ${order}`}`;
}
