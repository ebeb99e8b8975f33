import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { printable } from '../evidence/printable';
import { isOnBuildServer } from './settings/settings';

/** The tag of scenarios after which the run waits, with all that they have left on the platform. */
export const pauseTag = '@pause';

export interface PausedScenario {
  title: string;
  /** Where it stands, such as `features/orders/cancelling.feature`. */
  uri: string;
  /** `PASSED` and the like. */
  status: string;
  /** Why it failed, if it has. */
  message?: string | undefined;
  /** The platform that the scenario dealt with last. */
  baseUrl: string;
}

/**
 * Waits after a scenario, until somebody presses Enter, and says where to look; Ctrl-C ends the run
 * as ever. Where nobody can answer it says so, and does not wait.
 * @param input the terminal, or whatever stands in for it
 */
export async function pauseAfter(
  scenario: PausedScenario,
  input: Readable & { isTTY?: boolean } = process.stdin,
  env?: NodeJS.ProcessEnv,
  print: (text: string) => void = (text) => void process.stderr.write(printable(text)),
): Promise<void> {
  const reason = whyNobodyAnswers(input, env);
  if (reason !== undefined) {
    print(`\n${pauseTag}: no pause after "${scenario.title}", since ${reason}.\n`);
    return;
  }
  print(pauseText(scenario));
  const lines = createInterface({ input });
  await Promise.race([once(lines, 'line'), once(lines, 'close')]); // Ctrl-D closes it
  lines.close();
}

function whyNobodyAnswers(
  input: { isTTY?: boolean },
  env: NodeJS.ProcessEnv | undefined,
): string | undefined {
  if (isOnBuildServer(env)) return 'this is a build server (CI is set)';
  return input.isTTY ? undefined : 'nobody can press Enter (standard input is no terminal)';
}

function pauseText({ title, uri, status, message, baseUrl }: PausedScenario): string {
  const [cause = ''] = (message ?? '').trim().split('\n');
  return [
    '',
    `Paused after "${title}" (${uri}): ${status}`,
    ...(cause === '' ? [] : [`  ${cause}`]),
    'The platform keeps running, and what the scenario did is still there:',
    `  ${baseUrl}/          orders and events, live`,
    `  ${baseUrl}/api-docs  every request, to try out`,
    'Enter goes on, Ctrl-C ends the run.',
    '',
  ].join('\n');
}
