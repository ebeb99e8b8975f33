import { setTimeout as pause } from 'node:timers/promises';
import axios, { AxiosError, isCancel } from 'axios';

const msBetweenAttempts = 250;
const msPerAttempt = 5_000;

/** A platform that has been given and is not there within this time is being waited for. */
const msUntilNotice = 2_000;

export interface Health {
  version: string;
}

/** The platform never said that it was well; `reason` is the last thing that went wrong. */
export class UnhealthyError extends Error {
  constructor(
    readonly url: string,
    readonly reason: string,
    /** Whether anything answered at all. */
    readonly answered: boolean,
  ) {
    super(`${url}: ${reason}`);
  }
}

/**
 * Asks `{baseUrl}/health` until it answers with status ok.
 * @param onWait called once, with the address, what went wrong and the seconds that are left, if
 *   that takes longer than a moment
 * @throws UnhealthyError with the last real error when that has not happened in time
 */
export async function waitUntilHealthy(
  baseUrl: string,
  waitMs: number,
  onWait?: (url: string, reason: string, seconds: number) => void,
): Promise<Health> {
  const url = `${baseUrl}/health`;
  const end = performance.now() + waitMs;
  const noticeAt = performance.now() + msUntilNotice;
  let notice = onWait;
  for (;;) {
    const left = end - performance.now();
    const outcome = await attempt(url, Math.ceil(Math.max(1, Math.min(msPerAttempt, left))));
    if ('version' in outcome) return outcome;
    const { reason, answered } = outcome;
    const now = performance.now();
    if (now + msBetweenAttempts >= end) throw new UnhealthyError(url, reason, answered);
    if (now >= noticeAt) {
      notice?.(url, reason, Math.ceil((end - now) / 1000));
      notice = undefined;
    }
    await pause(msBetweenAttempts);
  }
}

interface Trouble {
  reason: string;
  answered: boolean;
}

async function attempt(url: string, ms: number): Promise<Health | Trouble> {
  try {
    // Not by `fetch`: that of Node 20 never settles when a connection is closed before an answer.
    const { status, data } = await axios.get<string>(url, {
      signal: AbortSignal.timeout(ms),
      proxy: false,
      responseType: 'text',
      transformResponse: (text: string) => text,
      validateStatus: () => true,
    });
    const reason = `it answered ${status} ${beginningOf(data)}`;
    return readHealth(data) ?? { reason, answered: true };
  } catch (error) {
    return { reason: reasonOf(error), answered: false };
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
