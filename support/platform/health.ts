import { setTimeout as pause } from 'node:timers/promises';
import tls from 'node:tls';
import type { Readable } from 'node:stream';
import axios from 'axios';
import { parseJson } from '../contract/json';
import { inOneLine } from '../contract/visible';
import type { Access } from './access';
import { Allowance } from './allowance';
import { httpOptions } from './http-options';
import { noAnswer, speaksHttps, troubleOf, troubleOfStatus, type Trouble } from './unreachable';

const msBetweenAttempts = 250;
const msPerAttempt = 5_000;
const msForProbe = 1_000;

/** Bytes of an answer of `/health`. */
export const longestHealth = 1024 * 1024;

/** Characters of an answer, or of a version. */
const longestShown = 120;

/** A platform that has been given and is not there within this time is being waited for. */
const msUntilNotice = 2_000;

/** Stands for the version of a platform that does not tell it. */
export const unknownVersion = 'unknown';

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
    /** What to do, where the reason says that. */
    readonly advice?: string,
  ) {
    super(`${url}: ${reason}`);
  }
}

/**
 * Asks `/health` until it answers with status ok, or, where the platform does not claim to have
 * that, `/orders` until it answers. Where time is up and there is no `/health`, but orders are
 * listed, the platform is there all the same.
 * @param onWait called once, with the address, what went wrong and the seconds that are left, if
 *   that takes longer than a moment
 * @throws UnhealthyError with the last real error when that has not happened in time
 */
export async function waitUntilHealthy(
  access: Access,
  waitMs: number,
  onWait?: (url: string, reason: string, seconds: number) => void,
  hasHealth = true,
): Promise<Health> {
  const url = access.urlOf(hasHealth ? '/health' : '/orders');
  const end = performance.now() + waitMs;
  const noticeAt = performance.now() + msUntilNotice;
  let notice = onWait;
  let last: Outcome | undefined;
  for (;;) {
    const left = end - performance.now();
    const ms = Math.ceil(Math.max(1, Math.min(msPerAttempt, left)));
    const outcome = await attempt(access, url, ms, hasHealth);
    if ('version' in outcome) return outcome;
    // What was cut short by the end says less than what was seen before.
    if (last === undefined || outcome.reason !== noAnswer || ms === msPerAttempt) last = outcome;
    const { reason, answered, advice } = last;
    const now = performance.now();
    if (now + msBetweenAttempts >= end) {
      // It is there, and its health is one of its faults.
      if (last.status === 404 && (await listsOrders(access))) return { version: unknownVersion };
      throw (await isHttps(access, answered && !/https/i.test(reason)))
        ? new UnhealthyError(url, speaksHttps.reason, false, speaksHttps.advice)
        : new UnhealthyError(url, reason, answered, advice);
    }
    if (now >= noticeAt) {
      notice?.(url, reason, Math.ceil((end - now) / 1000));
      notice = undefined;
    }
    await pause(msBetweenAttempts);
  }
}

interface Outcome extends Trouble {
  answered: boolean;
  status?: number;
}

async function listsOrders(access: Access): Promise<boolean> {
  try {
    const { status, data } = await asked(access, access.urlOf('/orders'), msPerAttempt);
    return status === 200 && Array.isArray(parseJson(await new Allowance().textOf(data)));
  } catch {
    return false;
  }
}

/** Not by `fetch`: that of Node 20 never settles when a connection is closed before an answer. */
function asked(access: Access, url: string, ms: number) {
  const signal = AbortSignal.timeout(ms);
  return axios.get<Readable>(url, { ...httpOptions(access), signal, responseType: 'stream' });
}

async function attempt(
  access: Access,
  url: string,
  ms: number,
  hasHealth: boolean,
): Promise<Health | Outcome> {
  try {
    const { status, data } = await asked(access, url, ms);
    const advice = troubleOfStatus(status);
    if (!hasHealth && status < 500 && advice === undefined) {
      data.destroy(); // a list may be as long as it likes
      return { version: unknownVersion };
    }
    const text = await new Allowance(longestHealth).textOf(data);
    const reason = `it answered ${status} ${beginningOf(text)}`;
    const outcome = { reason, answered: true, status, ...(advice && { advice }) };
    return (hasHealth && readHealth(text)) || outcome;
  } catch (error) {
    return { ...troubleOf(error), answered: false };
  }
}

/** Whether TLS is spoken where an address says HTTP: servers hang up on whoever does not speak it. */
async function isHttps({ host, port, isEncrypted }: Access, answered: boolean): Promise<boolean> {
  if (isEncrypted || answered) return false;
  return new Promise((resolve) => {
    const socket = tls.connect({ host, port, rejectUnauthorized: false, timeout: msForProbe });
    const settle = (isSpoken: boolean) => {
      socket.destroy();
      resolve(isSpoken);
    };
    socket
      .once('secureConnect', () => settle(true))
      .once('timeout', () => settle(false))
      .once('error', () => settle(false));
  });
}

function readHealth(text: string): Health | undefined {
  try {
    const health = parseJson(text) as { status?: unknown; version?: unknown } | null;
    return health?.status === 'ok' ? { version: versionOf(health) } : undefined;
  } catch {
    return undefined;
  }
}

/** In a line of its own, whatever it is: every report begins with it. */
function versionOf({ version = unknownVersion }: { version?: unknown }): string {
  return beginningOf(typeof version === 'string' ? version : JSON.stringify(version));
}

function beginningOf(text: string): string {
  const oneLine = inOneLine(text.slice(0, 10 * longestShown)).trim();
  return oneLine.length <= longestShown ? oneLine : `${oneLine.slice(0, longestShown)}…`;
}
