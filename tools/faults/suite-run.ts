import { environmentWith } from '../../support/run/settings/handed-over';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { LocalPlatform } from '../../support/platform/local-platform';
import type { Conditions } from './conditions';
import type { Fault } from './fault';
import { Proxy } from './proxy/proxy';
import { readResult, type SuiteResult } from './suite-result';

const cucumber = path.join(path.dirname(require.resolve('@cucumber/cucumber/package.json')), 'bin', 'cucumber.js'); // prettier-ignore

/** Milliseconds for the platform to start, and for a whole run of the suite. */
const longestStart = 30_000;
const longestRun = 300_000;

/** It has started by then: what is missing for longer is missing. */
const secondsToBeHealthy = 10;

/** Ends what has been started, for when this process is about to end itself. */
const running = new Set<() => void>();
process.once('exit', () => running.forEach((end) => end()));

export interface SuiteRun {
  conditions: Conditions;
  /** What is wrong, or just different, on the way to the platform; nothing if left out. */
  tamper?: Fault['tamper'];
  /** Where everything about the run is kept. */
  folder: string;
}

/** A run that says nothing about the fault, because something else went wrong. */
export class RunTrouble extends Error {}

/**
 * Runs the suite against a platform of its own, through a proxy.
 * @throws RunTrouble, PlatformStartError
 */
export async function runSuite({ conditions, tamper, folder }: SuiteRun): Promise<SuiteResult> {
  const troubles: string[] = [];
  const platform = new LocalPlatform({
    logFile: path.join(folder, 'platform.log'),
    settings: { ...conditions.platform, RANDOM_SEED: '1', LOG_LEVEL: 'warn' },
    onDeath: (how) => troubles.push(`the platform ended during the run (${how})`),
  });
  const endPlatform = () => platform.kill();
  running.add(endPlatform);
  try {
    const proxy = new Proxy(await platform.listening(longestStart), tamper);
    const code = await runCucumber(await proxy.listen(), conditions, folder);
    await proxy.close();
    troubles.push(...proxy.troubles.slice(0, 1));
    if (code !== 0 && code !== 1 && code !== 3) troubles.push(`cucumber-js ended with ${code}`);
    const messages = path.join(folder, 'messages.ndjson');
    if (!fs.existsSync(messages))
      throw new RunTrouble(`cucumber-js ended with ${code} before it began; see ${folder}`);
    const result = await readResult(messages);
    if (!result.isComplete) troubles.push('cucumber-js ended before all scenarios had been run');
    if (result.paths.length === 0) troubles.push('no scenario was run');
    if (troubles.length > 0) throw new RunTrouble(`${troubles.join('; ')}; see ${folder}`);
    return result;
  } finally {
    running.delete(endPlatform);
    await platform.stop();
  }
}

/** @returns its exit code, or the signal that ended it */
async function runCucumber(
  baseUrl: string,
  { part, platform, claims }: Conditions,
  folder: string,
): Promise<number | string> {
  const description = path.join(folder, 'platform.yaml');
  // JSON is YAML.
  if (claims)
    fs.writeFileSync(description, JSON.stringify({ baseURL: baseUrl, capabilities: claims }));
  const output = fs.openSync(path.join(folder, 'console.txt'), 'w');
  const child = spawn(process.execPath, [cucumber, '--profile', 'faults', ...part], {
    env: environmentWith({
      ...(claims ? { PLATFORM: description } : { BASE_URL: baseUrl }),
      REPORTS_DIR: folder,
      PLATFORM_WAIT_S: String(secondsToBeHealthy),
      EXECUTION_DELAY_MS: platform.EXECUTION_DELAY_MS,
      NO_COLOR: '1',
    }),
    stdio: ['ignore', output, output],
    windowsHide: true,
  });
  fs.closeSync(output);
  const endChild = () => child.kill('SIGKILL');
  running.add(endChild);
  const timer = setTimeout(endChild, longestRun);
  try {
    return await ended(child);
  } finally {
    clearTimeout(timer);
    running.delete(endChild);
  }
}

function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child
      .once('error', reject)
      .once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
}
