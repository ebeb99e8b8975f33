import { setTimeout as pause } from 'node:timers/promises';

const msBetweenAttempts = 250;
const msPerAttempt = 5_000;

export interface Health {
  version: string;
}

/** The platform never said that it was well; `reason` is the last thing that went wrong. */
export class UnhealthyError extends Error {
  constructor(
    readonly url: string,
    readonly reason: string,
  ) {
    super(`${url}: ${reason}`);
  }
}

/**
 * Asks `{baseUrl}/health` until it answers with status ok.
 * @throws UnhealthyError with the last real error when that has not happened in time
 */
export async function waitUntilHealthy(baseUrl: string, waitMs: number): Promise<Health> {
  const url = `${baseUrl}/health`;
  const end = performance.now() + waitMs;
  for (;;) {
    const left = end - performance.now();
    const outcome = await attempt(url, Math.ceil(Math.max(1, Math.min(msPerAttempt, left))));
    if (typeof outcome !== 'string') return outcome;
    if (performance.now() + msBetweenAttempts >= end) throw new UnhealthyError(url, outcome);
    await pause(msBetweenAttempts);
  }
}

async function attempt(url: string, ms: number): Promise<Health | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ms) });
    const text = await response.text();
    return readHealth(text) ?? `it answered ${response.status} ${beginningOf(text)}`;
  } catch (error) {
    return reasonOf(error);
  }
}

function readHealth(text: string): Health | undefined {
  try {
    const health = JSON.parse(text) as { status?: unknown; version?: string } | null;
    return health?.status === 'ok' ? { version: health.version ?? 'unknown' } : undefined;
  } catch {
    return undefined;
  }
}

function beginningOf(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim();
  return oneLine.length <= 120 ? oneLine : `${oneLine.slice(0, 120)}…`;
}

/** What really happened: `fetch` wraps it, and again for a name with several addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause);
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer';
  return error instanceof Error ? error.message : String(error);
}
