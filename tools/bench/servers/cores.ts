import { spawnSync } from 'node:child_process';

/** Which processor cores the server and its client run on. */
export interface Cores {
  server: number;
  client: number[];
}

/**
 * Parts the cores that this process may use: the last one for the server, the others for the
 * client.
 *
 * @returns undefined where processes cannot be pinned (no `taskset`) or there is only one core
 */
export function divideCores(): Cores | undefined {
  const allowed = allowedCores(taskset('-c', '-p', String(process.pid)));
  if (allowed.length < 2) return undefined;
  return { server: allowed[allowed.length - 1], client: allowed.slice(0, -1) };
}

/** The command that runs a Node program on these cores, or simply runs it. */
export function onCores(
  cores: readonly number[] | undefined,
): [command: string, ...args: string[]] {
  if (!cores) return [process.execPath];
  return ['taskset', '-c', cores.join(','), process.execPath];
}

/** Moves this process, with all of its threads. */
export function pinThisProcess(cores: readonly number[]): void {
  taskset('-a', '-c', '-p', cores.join(','), String(process.pid));
}

/** @param answer such as `pid 17's current affinity list: 0,2-4` */
export function allowedCores(answer: string): number[] {
  const [, list = ''] = /: ([\d,-]+)\s*$/.exec(answer) ?? [];
  return list.split(',').flatMap((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return part === '' ? [] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

function taskset(...args: string[]): string {
  if (process.platform !== 'linux') return '';
  const { status, stdout } = spawnSync('taskset', args, { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}
