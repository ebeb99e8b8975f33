import { setTimeout as pause } from 'node:timers/promises';
import axios, { AxiosError, isCancel } from 'axios';

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
    // Not by `fetch`: that of Node 20 never settles when a connection is closed before an answer.
    const { status, data } = await axios.get<string>(url, {
      signal: AbortSignal.timeout(ms),
      proxy: false,
      responseType: 'text',
      transformResponse: (text: string) => text,
      validateStatus: () => true,
    });
    return readHealth(data) ?? `it answered ${status} ${beginningOf(data)}`;
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

/** What really happened: for a name with several addresses there is an error for each. */
function reasonOf(error: unknown): string {
  if (isCancel(error)) return 'no answer';
  if (error instanceof AxiosError && error.cause) return reasonOf(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
