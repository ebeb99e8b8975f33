import type { ServerProcess } from '../servers/server-process';
import { atRate } from './pace';
import { Poster } from './poster';
import { Subscribers } from './subscribers';
import { tellAll } from './tell-all';

/** How it went for subscribers that read, beside others that do not. */
export interface Delivered {
  orders: number;
  /** Orders a second that were placed. */
  perSecond: number;
  /** From sending an order to the arrival of its PENDING event, in milliseconds, each one. */
  delays: number[];
  /** How much of its core the server used, 0 to 1. */
  busy: number;
  /** The most that the server has ever held, in bytes. */
  peakRss: number;
  /** How long the others were subscribed, in seconds; until the end if they were not let go. */
  heldFor: number;
  /** How many of the others found their connection closed. */
  closed: number;
}

export interface DeliveryOptions {
  /** Subscribers that read. */
  readers: number;
  /** Subscribers that stop reading before the first order. */
  stalled: number;
  /** Orders a second. */
  rate: number;
  /** How many orders at most: it is over when all that stopped reading were let go. */
  orders: number;
}

const LOOK_EVERY_MS = 100;

/**
 * Places orders at an even rate, as long as subscribers that stopped reading are still there.
 *
 * @throws Error if one that reads misses an event, or has it twice
 */
export async function deliver(server: ServerProcess, options: DeliveryOptions): Promise<Delivered> {
  const { readers: count, stalled: stalledCount, rate, orders } = options;
  const readers = await Subscribers.connect(server, count);
  const stalled = await Subscribers.connect(server, stalledCount);
  const poster = new Poster(server.url);
  stalled.stopReading();
  const begin = performance.now();
  let goneAt: number | undefined;
  const looks = setInterval(() => {
    if (goneAt !== undefined || stalledCount === 0) return;
    void countSubscribers(server).then(
      (left) => {
        if (left <= count) goneAt ??= performance.now();
      },
      () => {}, // looked at again soon
    );
  }, LOOK_EVERY_MS);
  try {
    const before = await server.usage();
    const told = await tellAll(
      readers,
      poster,
      atRate(rate, orders, () => goneAt !== undefined),
    );
    const end = performance.now();
    const after = await server.usage();
    return {
      orders: told.orders,
      perSecond: told.orders / (told.placedWithin / 1000),
      delays: told.delays,
      busy: (after.cpuMs - before.cpuMs) / (end - begin),
      peakRss: after.peakRss,
      heldFor: ((goneAt ?? end) - begin) / 1000,
      closed: await stalled.countClosed(),
    };
  } finally {
    clearInterval(looks);
    poster.close();
    readers.close();
    stalled.close();
  }
}

/** How many subscribers the platform says that it has. */
async function countSubscribers({ url }: ServerProcess): Promise<number> {
  const answer = await fetch(`${url}/health`);
  return ((await answer.json()) as { subscribers: number }).subscribers;
}
