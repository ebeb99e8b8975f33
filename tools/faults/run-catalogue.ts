import path from 'node:path';
import { makeFolder } from '../../support/evidence/whole-file';
import { quickly } from './conditions';
import type { Difference } from './differences/difference';
import type { Fault, Kind } from './fault';
import { judge, type CatalogueOutcome, type FaultOutcome, type SoundOutcome } from './outcome';
import { sideBySide } from './side-by-side';
import { RunTrouble, runSuite, type SuiteRun } from './suite-run';
import type { SuiteResult } from './suite-result';

/** Runs that a busy machine would spoil go on three at a time, and after all others. */
const measuringAtATime = 3;

export interface CatalogueRun {
  catalogue: readonly Kind[];
  /** Ways to differ that are no faults. */
  differences: readonly Difference[];
  parallel: number;
  /** Where each run keeps what it has to show. */
  folder: string;
  /** Told of each outcome as soon as it is there. */
  onOutcome: (outcome: FaultOutcome | SoundOutcome) => void;
}

type Task = Pick<SuiteRun, 'conditions' | 'tamper' | 'folder'> & { fault?: Fault; kind: string };

/**
 * Runs the suite against every fault, and against none, under all conditions that faults need.
 * @throws PlatformStartError when there is no platform to run it against
 */
export async function runCatalogue(run: CatalogueRun): Promise<CatalogueOutcome> {
  const startedAt = new Date();
  const began = performance.now();
  const tasks = tasksOf(run);
  const done = new Map<Task, FaultOutcome | SoundOutcome>();
  for (const measuring of [false, true])
    await sideBySide(
      tasks.filter(({ conditions }) => conditions.measuresTime === measuring),
      measuring ? Math.min(measuringAtATime, run.parallel) : run.parallel,
      async (task) => {
        const outcome = await attempt(task);
        done.set(task, outcome);
        run.onOutcome(outcome);
      },
    );
  const outcomes = tasks.map((task) => done.get(task)!);
  return {
    startedAt,
    seconds: (performance.now() - began) / 1000,
    sound: outcomes.filter((each) => 'conditions' in each),
    faults: outcomes.filter((each) => 'fault' in each),
  };
}

function tasksOf({ catalogue, differences, folder }: CatalogueRun): Task[] {
  const faults = catalogue.flatMap(({ name: kind, faults }) =>
    faults.map((fault) => ({
      ...{ kind, fault, conditions: fault.under ?? quickly, folder: '' },
      tamper: fault.tamper,
    })),
  );
  const sound = [...new Set(faults.map(({ conditions }) => conditions.comparedWith ?? conditions))];
  return [
    ...sound.map((conditions): Task => ({ kind: '', conditions, folder: '' })),
    ...differences.map(underDifference),
    ...faults,
  ].map((task) => ({ ...task, folder: path.join(folder, folderName(task)) }));
}

/** The suite has to be green under a difference as it is under none. */
function underDifference({ name, tamper, under = quickly }: Difference): Task {
  return { kind: '', conditions: { ...under, name: `a platform ${name}` }, tamper, folder: '' };
}

/** Fit for every file system. */
function folderName({ fault, conditions }: Task): string {
  const name = fault?.name ?? `no fault, ${conditions.name}`;
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

async function attempt({ conditions, tamper, folder, fault, kind }: Task) {
  const began = performance.now();
  makeFolder(folder);
  const result = await resultOf({ conditions, folder, ...(tamper && { tamper }) });
  const seconds = (performance.now() - began) / 1000;
  if (fault) {
    const judged = typeof result === 'string' ? unknown(result) : judge(fault, result);
    return { kind, fault, seconds, ...judged } satisfies FaultOutcome;
  }
  const came =
    typeof result === 'string'
      ? { scenarios: undefined, failed: [], beside: [], trouble: result }
      : { scenarios: result.paths.length, failed: result.failed, beside: result.beside };
  return { conditions, seconds, ...came } satisfies SoundOutcome;
}

function unknown(trouble: string) {
  return { verdict: 'unknown', failed: [], reasons: [], trouble } as const;
}

/** @returns why there is none, where there is none */
async function resultOf(run: SuiteRun): Promise<SuiteResult | string> {
  try {
    return await runSuite(run);
  } catch (error) {
    if (error instanceof RunTrouble) return error.message;
    throw error;
  }
}
