import axios, { AxiosError } from 'axios';
import type { Access } from '../platform/access';
import { longestHealth } from '../platform/health';
import { httpOptions } from '../platform/http-options';
import type { Incident, PlatformInfo } from './run-info';

const msBetweenLooks = 1_000;
const msPerLook = 2_000;

/** Codes of node:net that say that nobody is there; a platform that is only slow is there. */
const nobodyThere = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'];

/** What a look at the platform has come to. */
export type Look = { uptimeSeconds: number } | 'nobody' | 'unclear';

/** Looks after the platform while it is tested, and keeps when it was away or began anew. */
export class PlatformWatch {
  private readonly timer: NodeJS.Timeout;
  private last: { at: number; uptimeSeconds: number } | undefined;
  private isLooking = false;

  constructor(
    private readonly platform: PlatformInfo,
    private readonly look: () => Promise<Look>,
  ) {
    this.timer = setInterval(() => void this.take(), msBetweenLooks);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Takes one look. */
  async take(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    this.note(await this.look(), Date.now());
    this.isLooking = false;
  }

  private note(look: Look, now: number): void {
    if (look === 'unclear') return;
    const incidents = (this.platform.incidents ??= []);
    const open = incidents.at(-1);
    const from = this.last?.at ?? now;
    if (look === 'nobody') {
      if (open?.what === 'gone' && open.from === from) open.to = now;
      else incidents.push({ what: 'gone', from, to: now });
      return;
    }
    const hasBegunAnew = this.last !== undefined && look.uptimeSeconds < this.last.uptimeSeconds;
    if (hasBegunAnew) {
      const restart: Incident = { what: 'restarted', from, to: now };
      if (open?.from === from) incidents[incidents.length - 1] = restart;
      else incidents.push(restart);
    } else if (open?.what === 'gone' && open.from === from) open.to = now;
    this.last = { at: now, uptimeSeconds: look.uptimeSeconds };
  }
}

/** Asks for the platform's health. */
export async function lookAt(access: Access): Promise<Look> {
  try {
    const { data } = await axios.get<{ uptimeSeconds?: unknown }>(access.urlOf('/health'), {
      ...httpOptions(access),
      signal: AbortSignal.timeout(msPerLook),
      maxContentLength: longestHealth,
    });
    const { uptimeSeconds } = data ?? {};
    return typeof uptimeSeconds === 'number' ? { uptimeSeconds } : 'unclear';
  } catch (error) {
    const isNobody = error instanceof AxiosError && nobodyThere.includes(error.code ?? '');
    return isNobody ? 'nobody' : 'unclear';
  }
}
