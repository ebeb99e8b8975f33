import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../support/evidence/whole-file';
import { environmentWith } from '../../support/run/settings/handed-over';
import { HostilePlatform } from './hostile-platform';
import { faultsOfFiles, faultsOfOutput } from './judge';
import type { Kind } from './kind';

const cucumber = path.join(path.dirname(require.resolve('@cucumber/cucumber/package.json')), 'bin', 'cucumber.js'); // prettier-ignore

/** Of a process of a run. */
const mostMiB = 300;
/** Each scenario ends within its deadlines, of which the shortest possible are asked for. */
const longestRun = 300_000;

/** Scenarios that together do what all do: place, look up, list, cancel, subscribe in every way. */
export const sensiblePart: readonly string[] = [
  '--tags',
  '(@PLACE-4 or @CANCEL-1 or @LIST-1 or @LIFE-1 or @SIO-2 or @WS-1 or @WS-2 or @EVENT-3 or @HEALTH-1) ' +
    'and not (@timing or @load or @heavy or @browser or @own-platform or @alone)',
];

export interface KindOutcome {
  kind: Kind;
  seconds: number;
  exitCode: number | string;
  /** Of the process that took most. */
  mib: number;
  /** The last line that it printed. */
  verdict: string;
  /** What must not be, in words. */
  faults: string[];
}

/** Runs the suite against a platform that is hostile in one way, and looks at all that it leaves. */
export async function runKind(
  kind: Kind,
  folder: string,
  part: readonly string[] = sensiblePart,
  credentials: { username?: string; password?: string } = {},
): Promise<KindOutcome> {
  const platform = new HostilePlatform(kind);
  const began = performance.now();
  const [reports, memory] = ['reports', 'memory'].map((each) => path.join(folder, each)) as [string, string]; // prettier-ignore
  makeFolder(reports);
  makeFolder(memory);
  try {
    const address = Object.assign(new URL(await platform.listen()), credentials);
    const baseUrl = address.href;
    const { exitCode, output, errors } = await run(baseUrl, part, { reports, memory });
    const taken = fs.readdirSync(memory).map((each) => Number(fs.readFileSync(path.join(memory, each), 'utf8'))); // prettier-ignore
    const mib = Math.max(0, ...taken);
    fs.writeFileSync(path.join(folder, 'console.txt'), output);
    fs.writeFileSync(path.join(folder, 'errors.txt'), errors);
    return {
      ...{ kind, exitCode, mib, seconds: (performance.now() - began) / 1000 },
      verdict: `${output.length > 0 ? output.toString() : errors.toString()}`.trimEnd().split('\n').at(-1) ?? '', // prettier-ignore
      faults: [
        ...(typeof exitCode === 'string' ? [`the run was ended by ${exitCode}`] : []),
        ...(exitCode === 0 || exitCode === 1 || exitCode === 3 ? [] : [`its exit code is ${exitCode}`]), // prettier-ignore
        ...(mib > mostMiB ? [`a process took ${mib} MiB`] : []),
        ...(platform.wasLedAway ? ['it was led to another host'] : []),
        ...faultsOfOutput('the console', output),
        ...faultsOfOutput('standard error', errors),
        ...crashes(errors.toString()),
        ...faultsOfFiles(reports),
      ],
    };
  } finally {
    await platform.close();
  }
}

async function run(
  baseUrl: string,
  part: readonly string[],
  { reports, memory }: { reports: string; memory: string },
) {
  const child = spawn(process.execPath, [cucumber, '--parallel', '2', ...part], {
    env: environmentWith({
      BASE_URL: baseUrl,
      REPORTS_DIR: reports,
      DEADLINE_FACTOR: '0.1',
      EXECUTION_DELAY_MS: '100-400',
      PLATFORM_WAIT_S: '3',
      VERBOSE: '1',
      NO_COLOR: '1',
      HOSTILE_MEMORY: memory,
      NODE_OPTIONS: `--require ${JSON.stringify(path.resolve('tools/hostile/memory.cjs'))}`,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const [output, errors]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => output.push(part));
  child.stderr.on('data', (part: Buffer) => errors.push(part));
  const timer = setTimeout(() => child.kill('SIGKILL'), longestRun);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearTimeout(timer);
  const exitCode = code ?? `${signal} after ${longestRun / 1000} s`;
  return { exitCode, output: Buffer.concat(output), errors: Buffer.concat(errors) };
}

/** A process that falls over has been brought down by what it was sent. */
function crashes(errors: string): string[] {
  const line = errors.split('\n').find((each) => /^(Uncaught|\w*Error: |FATAL ERROR|RangeError)/.test(each)); // prettier-ignore
  return line === undefined ? [] : [`a process fell over: ${line}`];
}
