import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Measurement } from '../bench';
import { Subscribers } from '../clients/subscribers';
import { PLATFORM } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';
import { ordersText } from './orders-text';

const SUBSCRIBERS = 1_000;
const WARM_UP = 100;

/** How long memory is given to settle after connections came or went, in milliseconds. */
const SETTLE_MS = 500;

export const RESIDENT_SET_OF_SUBSCRIBER = 'resident set of a subscriber';

export function heapOf(orders: number): string {
  return `heap of ${ordersText(orders)}`;
}

/** What orders and subscribers take. Bytes are counted in thousands and millions. */
export const memory: Measurement = {
  name: 'memory',
  title: 'Memory of the platform, garbage collected',
  run: async ({ effort, cores, figures, fullPlatform, say }: Bench) => {
    const of = { measurement: memory.name, subject: PLATFORM.name, better: 'less' } as const;
    for (let round = 1; round <= effort.rounds; round++) {
      say(`round ${round} of ${effort.rounds}: ${SUBSCRIBERS} subscribers`);
      const { rss, heapUsed } = await memoryOfSubscribers(cores?.server);
      figures.add({ ...of, name: RESIDENT_SET_OF_SUBSCRIBER, unit: 'kB' }, rss / 1e3);
      figures.add({ ...of, name: 'heap of a subscriber', unit: 'kB' }, heapUsed / 1e3);
    }
    const bytes = await fullPlatform.heapOfOrders();
    figures.add({ ...of, name: heapOf(fullPlatform.orders), unit: 'MB' }, bytes / 1e6);
  },
};

async function memoryOfSubscribers(
  core: number | undefined,
): Promise<{ rss: number; heapUsed: number }> {
  const server = await ServerProcess.start(PLATFORM, core);
  const warmUp = await Subscribers.connect(server, WARM_UP);
  warmUp.close();
  await sleep(SETTLE_MS);
  const before = await server.usage({ collectGarbage: true });
  const subscribers = await Subscribers.connect(server, SUBSCRIBERS);
  await sleep(SETTLE_MS);
  const after = await server.usage({ collectGarbage: true });
  subscribers.close();
  await server.stop();
  return {
    rss: (after.rss - before.rss) / SUBSCRIBERS,
    heapUsed: (after.heapUsed - before.heapUsed) / SUBSCRIBERS,
  };
}
