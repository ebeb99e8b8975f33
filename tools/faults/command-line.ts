import os from 'node:os';
import { parseArgs } from 'node:util';
import type { Conditions } from './conditions';
import type { Kind } from './fault';

/** What was asked for. */
export interface Request {
  kind: 'run' | 'list' | 'help';
  /** The part of the catalogue, by parts of names; all if empty. */
  only: readonly string[];
  /** How many runs of the suite go on side by side. */
  parallel: number;
}

/** Something on the command line that cannot be meant. */
export class UsageError extends Error {}

export const usage = `npm run bdd:faults                            the suite against every fault of the catalogue
npm run bdd:faults -- --list                  names the faults
npm run bdd:faults -- --only "is lost"        those with this in their name or kind; may be repeated
npm run bdd:faults -- --only "come 300 ms"    what is no fault, and under which all has to stay green
npm run bdd:faults -- --parallel 4            so many runs side by side`;

/** Most of a run is waiting: several go on for each processor. */
const runsPerProcessor = 4;

/** @throws UsageError that names the argument */
export function readCommandLine(args: string[]): Request {
  const { list, help, only = [], parallel } = parsed(args);
  const kind = help ? 'help' : list ? 'list' : 'run';
  return {
    kind,
    only,
    parallel: parallel === undefined ? defaultParallel() : readParallel(parallel),
  };
}

function defaultParallel(): number {
  return Math.min(16, os.availableParallelism() * runsPerProcessor);
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        list: { type: 'boolean' },
        help: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        parallel: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readParallel(value: string): number {
  const count = Number(value);
  if (!(Number.isInteger(count) && count >= 1 && count <= 32))
    throw new UsageError(`--parallel: "${value}" is not a whole number from 1 to 32`);
  return count;
}

/** What there is to run: faults by kind, and conditions that are no faults. */
export interface Selection {
  catalogue: readonly Kind[];
  allowed: readonly Conditions[];
}

/**
 * The faults that have one of these in their name, or in that of their kind, and the conditions
 * that have one in theirs.
 * @throws UsageError when one of these finds none
 */
export function selected({ catalogue, allowed }: Selection, only: readonly string[]): Selection {
  if (only.length === 0) return { catalogue, allowed };
  const has = (name: string) => (part: string) => name.toLowerCase().includes(part.toLowerCase());
  const isMeant = (kind: string, fault: string) => (part: string) =>
    has(kind)(part) || has(fault)(part);
  for (const part of only)
    if (
      !catalogue.some(({ name, faults }) =>
        faults.some((each) => isMeant(name, each.name)(part)),
      ) &&
      !allowed.some(({ name }) => has(name)(part))
    )
      throw new UsageError(`--only: no fault has "${part}" in its name; --list names them all`);
  return {
    catalogue: catalogue
      .map(({ name, faults }) => ({
        name,
        faults: faults.filter((each) => only.some(isMeant(name, each.name))),
      }))
      .filter(({ faults }) => faults.length > 0),
    allowed: allowed.filter(({ name }) => only.some(has(name))),
  };
}
