import { quantile } from 'simple-statistics';
import type { Bench, Measurement } from '../bench';
import { fanOut } from '../clients/fan-out';
import { deliver, type Delivered } from '../clients/slow-readers';
import { EVENTS_AN_ORDER } from '../clients/tell-all';
import { PLATFORM, PLATFORM_WS } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';

const READERS = 20;
const STALLED = 50;

/** Orders a second, if the machine can do that; and what share of what it can do is asked of it. */
const RATE = 5_000;
const SHARE = 0.6;

const WARM_UP = { subscribers: READERS, orders: 2_000, inFlight: 8 };
/** As many as there are in all: whoever stops reading costs the same until it is noticed. */
const CALIBRATION = { subscribers: READERS + STALLED, orders: 1_000, inFlight: 8 };
const ORDERS = 3_000;
/** Twice what the platform keeps, and as much again for the buffers of the system. */
const MOST_ORDERS = 20_000;

export const ALONE = 'alone';
export const BESIDE_STALLED = `beside ${STALLED} that do not read`;

/** What the subscribers speak. */
const TRANSPORTS = [
  ['Socket.IO', PLATFORM],
  ['/ws', PLATFORM_WS],
] as const;
export const TRANSPORT_NAMES = TRANSPORTS.map(([transport]) => transport);

export function delayOver(transport: string): string {
  return `${transport}: delay of a delivery, p99`;
}

export function letGoOver(transport: string): string {
  return `${transport}: let go`;
}

/** How much two measurements of the same differ: what a ratio near 1 may come from by itself. */
function noiseOver(transport: string): string {
  return `${transport}: p99 alone, after ÷ before`;
}

/** How much those who read notice of those who do not. */
export const slowReaders: Measurement = {
  name: 'slow-readers',
  title: `Delivery to ${READERS} subscribers`,
  run: async (bench: Bench) => {
    const { rounds } = bench.effort;
    for (let round = 1; round <= rounds; round++) {
      for (const [transport, contender] of TRANSPORTS) {
        bench.say(`round ${round} of ${rounds}: ${transport}`);
        const server = await ServerProcess.start(contender, bench.cores?.server);
        await measure(bench, server, transport);
        await server.stop();
      }
    }
  },
};

/**
 * The same orders a second in both cases; more than a machine can do would measure its queues. What
 * it is like alone is measured before and after, so that a machine that changes is not taken for
 * the others' fault.
 */
async function measure(bench: Bench, server: ServerProcess, transport: string): Promise<void> {
  await fanOut(server, WARM_UP);
  const { ordersPerSecond } = await fanOut(server, CALIBRATION);
  const rate = Math.min(RATE, Math.ceil(ordersPerSecond * SHARE));
  bench.say(`${Math.round(ordersPerSecond)} orders a second can be done, ${rate} are placed`);
  const flow = { readers: READERS, rate };
  const alone = () => deliver(server, { ...flow, stalled: 0, orders: ORDERS });
  const before = await alone();
  const beside = await deliver(server, { ...flow, stalled: STALLED, orders: MOST_ORDERS });
  const after = await alone();

  // In this order, so that the ratio is of the second to the first.
  report(bench, transport, BESIDE_STALLED, beside);
  report(bench, transport, ALONE, both(before, after));
  bench.figures.add(
    { measurement: slowReaders.name, name: noiseOver(transport), subject: ALONE, unit: '×' },
    quantile(after.delays, 0.99) / quantile(before.delays, 0.99),
  );
  const of = { measurement: slowReaders.name, subject: BESIDE_STALLED };
  bench.figures.add(
    { ...of, name: letGoOver(transport), unit: '%' },
    (beside.closed / STALLED) * 100,
  );
  bench.figures.add({ ...of, name: `${transport}: let go after`, unit: 's' }, beside.heldFor);
  bench.figures.add(
    { ...of, name: `${transport}: announced until then`, unit: 'events' },
    beside.orders * EVENTS_AN_ORDER,
  );
}

/** Two measurements of the same as one. */
function both(one: Delivered, other: Delivered): Delivered {
  return {
    ...one,
    orders: one.orders + other.orders,
    perSecond: (one.perSecond + other.perSecond) / 2,
    delays: [...one.delays, ...other.delays],
    busy: (one.busy + other.busy) / 2,
    peakRss: one.peakRss, // before anybody stalled: it never falls again
  };
}

function report({ figures }: Bench, transport: string, subject: string, of: Delivered): void {
  const add = (name: string, unit: string, better: 'less' | undefined, value: number) =>
    figures.add({ measurement: slowReaders.name, name, subject, unit, better }, value);
  add(`${transport}: orders`, '/s', undefined, of.perSecond);
  add(`${transport}: share of its core used`, '%', undefined, of.busy * 100);
  add(`${transport}: delay of a delivery, p50`, 'ms', 'less', quantile(of.delays, 0.5));
  add(delayOver(transport), 'ms', 'less', quantile(of.delays, 0.99));
  add(`${transport}: resident set, peak`, 'MB', 'less', of.peakRss / 1e6);
}
