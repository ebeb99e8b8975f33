import { quantile } from 'simple-statistics';
import type { Bench, Measurement } from '../bench';
import { fanOut } from '../clients/fan-out';
import type { FanOutOptions } from '../clients/fan-out';
import { CONTENDERS, PLATFORM_WS } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';

/** How many orders it takes to keep a server busy for about a second, and to see its delays. */
const SIZES = [
  { subscribers: 1, busy: 3_000, calm: 300 },
  { subscribers: 100, busy: 300, calm: 100 },
  { subscribers: 1_000, busy: 40, calm: 20 },
];
const ON_THEIR_WAY = 4;
const WARM_UP: FanOutOptions = { subscribers: 20, orders: 1_500, inFlight: 8 };

/** Every event of an order brought to many subscribers. */
export const fanningOut: Measurement = {
  name: 'fan-out',
  title: 'Telling subscribers of orders',
  run: async (bench: Bench) => {
    const { rounds } = bench.effort;
    for (let round = 1; round <= rounds; round++) {
      for (const contender of [...CONTENDERS, PLATFORM_WS]) {
        bench.say(`round ${round} of ${rounds}: ${contender.name}`);
        const server = await ServerProcess.start(contender, bench.cores?.server);
        await fanOut(server, { ...WARM_UP, orders: WARM_UP.orders / bench.effort.divisor });
        for (const size of SIZES) await measure(bench, server, size);
        await server.stop();
      }
    }
  },
};

/** How busy it is at full speed, and how late events are when there is one order at a time. */
async function measure(
  { effort, figures }: Bench,
  server: ServerProcess,
  { subscribers, busy, calm }: (typeof SIZES)[number],
): Promise<void> {
  const scaled = (orders: number) => Math.max(ON_THEIR_WAY, Math.round(orders / effort.divisor));
  const full = await fanOut(server, {
    subscribers,
    orders: scaled(busy),
    inFlight: ON_THEIR_WAY,
  });
  const { delays } = await fanOut(server, { subscribers, orders: scaled(calm), inFlight: 1 });

  const of = { measurement: fanningOut.name, subject: server.contender.name };
  const to = toSubscribers(subscribers);
  figures.add(
    { ...of, name: `${to}: deliveries`, unit: '/s', better: 'more' },
    full.deliveriesPerSecond,
  );
  figures.add(
    { ...of, name: `${to}: processor time a delivery`, unit: 'µs', better: 'less' },
    full.cpuPerDelivery,
  );
  for (const [name, p] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    figures.add(
      { ...of, name: `${to}: delay, ${name}`, unit: 'ms', better: 'less' },
      quantile(delays, p),
    );
  }
}

export function toSubscribers(count: number): string {
  return count === 1 ? '1 subscriber' : `${count} subscribers`;
}
