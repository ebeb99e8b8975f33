import { environmentWith } from '../../../support/run/settings/handed-over';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { PROJECT } from '../project';
import { onCores, type Cores } from '../servers/cores';

const CUCUMBER = path.join(
  path.dirname(require.resolve('@cucumber/cucumber/package.json')),
  ...['bin', 'cucumber.js'],
);

export interface CucumberRun {
  exitCode: number;
  /** From the start of the process to its end, in milliseconds since 1970. */
  startedAt: number;
  endedAt: number;
  /** The end of what it printed. */
  lastLines: string;
}

/** Runs the suite, or a part of it, as anybody would; its reports go to a folder of their own. */
export function runCucumber(
  args: readonly string[],
  reports: string,
  cores: Cores | undefined,
): Promise<CucumberRun> {
  const [command, ...before] = onCores(cores && [...cores.client, cores.server]);
  const env: NodeJS.ProcessEnv = environmentWith({ REPORTS_DIR: reports, NO_COLOR: '1' });
  delete env.BASE_URL; // a platform of its own
  const startedAt = Date.now();
  const child = spawn(command, [...before, CUCUMBER, ...args], {
    env,
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream
      .setEncoding('utf8')
      .on('data', (text: string) => (printed = (printed + text).slice(-2000)));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ exitCode: code ?? 1, startedAt, endedAt: Date.now(), lastLines: printed }),
    );
  });
}
