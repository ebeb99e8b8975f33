import os from 'node:os';
import { parseArgs } from 'node:util';
import type { Difference } from './differences/difference';
import type { Kind } from './fault';

/** What was asked for. */
export interface Request {
  kind: 'run' | 'list' | 'help';
  /** Whether only the ways to differ that are no faults are meant. */
  differing: boolean;
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
npm run bdd:faults -- --differing             the suite against all that is different and right
npm run bdd:faults -- --parallel 4            so many runs side by side`;

/** Most of a run is waiting: several go on for each processor. */
const runsPerProcessor = 4;

/** @throws UsageError that names the argument */
export function readCommandLine(args: string[]): Request {
  const { list, help, only = [], parallel, differing = false } = parsed(args);
  const kind = help ? 'help' : list ? 'list' : 'run';
  return {
    kind,
    differing,
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
        differing: { type: 'boolean' },
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

/** What the suite is to be run against. */
export interface Selection {
  faults: readonly Kind[];
  differences: readonly Difference[];
}

const has = (name: string, part: string) => name.toLowerCase().includes(part.toLowerCase());

/**
 * What has one of these in its name, or in that of its kind; everything, where none is given.
 * @throws UsageError when one of these finds nothing
 */
export function selected(
  all: Selection,
  { only, differing }: Pick<Request, 'only' | 'differing'>,
): Selection {
  const given = differing ? { ...all, faults: [] } : all;
  if (only.length === 0) return given;
  for (const part of only)
    if (isEmpty(having([part], given)))
      throw new UsageError(
        `--only: nothing has "${part}" in its name; --list names all that there is`,
      );
  return having(only, given);
}

function having(parts: readonly string[], { faults, differences }: Selection): Selection {
  const isMeant = (...names: string[]) =>
    parts.some((part) => names.some((name) => has(name, part)));
  return {
    faults: faults
      .map(({ name, faults }) => ({
        name,
        faults: faults.filter((each) => isMeant(name, each.name)),
      })) // prettier-ignore
      .filter(({ faults }) => faults.length > 0),
    differences: differences.filter(({ name }) => isMeant(name)),
  };
}

function isEmpty({ faults, differences }: Selection): boolean {
  return faults.length + differences.length === 0;
}
