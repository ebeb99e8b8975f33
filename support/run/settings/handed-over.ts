/**
 * What a run hands to the processes that it starts, by environment variables: the coordinating
 * process says it, and its workers find it.
 */
type HandedOver = 'PLATFORM_ADDRESS' | 'BROWSER_ENDPOINT';

export function handOver(name: HandedOver, value: string): void {
  process.env[name] = value;
}

export function handedOver(name: HandedOver): string | undefined {
  return process.env[name];
}

/** Whether this process is one of those that run scenarios side by side. */
export function isWorker(): boolean {
  return process.env.CUCUMBER_WORKER_ID !== undefined;
}

/** What a process finds that this one starts: the same environment, and what is said besides. */
export function environmentWith(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}
