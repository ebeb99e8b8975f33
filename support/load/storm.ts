import { setTimeout as pause } from 'node:timers/promises';
import type { Evidence } from '../evidence/evidence';
import { topic } from '../evidence/memory';
import { Silence } from '../evidence/silence';
import { withEach } from '../actors/at-once';
import { Subscriber } from '../actors/subscriber';
import type { PlacedOrder } from '../actors/placed-order';
import { FailureError } from '../contract/failure';
import type { Transport } from '../platform/connections/transports';
import type { TradingWorld } from '../world';

/** What happens in a storm: how many suffer it, how long, and how many orders come meanwhile. */
export interface Weather {
  subscribers: number;
  ms: number;
  ordersPerSecond: number;
}

/** A subscriber in a storm, and what has befallen it. */
export interface StormSubscriber {
  subscriber: Subscriber;
  transport: Transport;
  /** The order that it waits for; undefined for who wants all. */
  awaited?: PlacedOrder;
  /** Whether that order had come to its end before the subscriber was there. */
  isLate?: boolean;
  /** Connections that it lost, closed and frozen. */
  closed: number;
  frozen: number;
  /** How often it was not answered in time when it came back, and tried again. */
  unanswered: number;
  /** How often Socket.IO gave back what was missed. */
  recovered: number;
  /** How often it asked for what was missed, how many events that brought, and how often not all. */
  replays: number;
  replayed: number;
  gaps: number;
}

/** A storm that is over. */
export interface Storm {
  subscribers: StormSubscriber[];
  /** Orders that were placed while it went on, without those that somebody waits for. */
  orders: PlacedOrder[];
}

export const lastStorm = topic<Storm>('There has been no storm');

/** One in ten polls: such a client costs this machine many times what another does. */
const kinds: readonly Transport[] = [
  ...(['HTTP polling', 'plain WebSocket', 'WebSocket', 'WebSocket', 'plain WebSocket'] as const),
  ...(['plain WebSocket', 'WebSocket', 'plain WebSocket', 'WebSocket', 'WebSocket'] as const),
];

/** Every so many waits for one order, and so may have had no event when it loses the connection. */
const oneOrderEvery = 4;

/** The longest time between a return and the next loss, and between a loss and the return. */
const calm = { share: 1 / 6, least: 100 };
const absence = { share: 1 / 20, least: 0 };

/** So many begin at the same time. */
const atOnce = 20;

/**
 * Has subscribers of all kinds lose their connections and come back, again and again at random,
 * while orders are placed at a steady rate. At the end everybody is back.
 */
export async function storm(world: TradingWorld, weather: Weather): Promise<Storm> {
  const { trader } = world;
  const silence = new Silence((failure) => world.evidence.broke(failure));
  const awaited = await withEach([...Array(weather.subscribers).keys()], atOnce, (index) =>
    index % oneOrderEvery === oneOrderEvery - 1
      ? trader.placed(undefined, { executesAfter: latest(weather.ms * between(0.3, 1.1)) })
      : Promise.resolve(undefined),
  );
  const subscribers = await withEach([...awaited.entries()], atOnce, ([index, order]) =>
    arrive(world, silence, index, order),
  );
  const end = performance.now() + weather.ms;
  const [orders] = await Promise.all([
    placeSteadily(world, weather),
    ...subscribers.map((each) => suffer(each, weather.ms, end)),
  ]);
  return world.memory.keep(lastStorm, { subscribers, orders });
}

async function arrive(
  world: TradingWorld,
  silence: Evidence,
  index: number,
  awaited: PlacedOrder | undefined,
): Promise<StormSubscriber> {
  const transport = kinds[index % kinds.length];
  const name = `${transport} ${index + 1}`;
  const way = { transport, hasNetwork: true };
  const subscriber = new Subscriber(name, world.api.access, silence, way);
  world.subscribers.addApart(subscriber);
  await subscriber.connect();
  const answer = await subscriber.subscribe(awaited && { orderId: awaited.order.orderId });
  if (!answer.ok) throw subscriber.refused(answer.error);
  const nothingYet = {
    ...{ closed: 0, frozen: 0, unanswered: 0, recovered: 0, replays: 0, replayed: 0, gaps: 0 },
  };
  const isLate = awaited !== undefined && answer.order?.orderStatus !== 'PENDING';
  return { subscriber, transport, ...(awaited && { awaited, isLate }), ...nothingYet };
}

async function suffer(one: StormSubscriber, ms: number, end: number): Promise<void> {
  const { subscriber } = one;
  // At least once, however late the machine is.
  do {
    await pause(between(calm.least, ms * calm.share));
    if (Math.random() < 0.5) {
      await subscriber.loseConnection();
      one.closed += 1;
    } else {
      await subscriber.freeze();
      one.frozen += 1;
    }
    await pause(between(absence.least, ms * absence.share));
    await comeBack(one, end);
    const { confirmation, hasRecovered } = subscriber;
    if (hasRecovered) one.recovered += 1;
    else {
      one.replays += 1;
      one.replayed += confirmation?.replayed ?? 0;
      if (confirmation?.complete !== true) one.gaps += 1;
    }
  } while (performance.now() < end);
}

/** Comes back as clients do: whoever is not answered, or is cut off over it, tries again. */
async function comeBack(one: StormSubscriber, end: number): Promise<void> {
  const { subscriber } = one;
  for (;;)
    try {
      await subscriber.comeBackAsking();
      return;
    } catch (error) {
      if (performance.now() >= end || !(error instanceof FailureError)) throw error;
      one.unanswered += 1;
      await subscriber.loseConnection();
    }
}

async function placeSteadily(
  { trader }: TradingWorld,
  { ms, ordersPerSecond }: Weather,
): Promise<PlacedOrder[]> {
  const start = performance.now();
  const placing: Promise<PlacedOrder>[] = [];
  for (let index = 0; index < (ms / 1000) * ordersPerSecond; index += 1) {
    const early = start + (index * 1000) / ordersPerSecond - performance.now();
    if (early > 1) await pause(early);
    const placed = trader.placed();
    placed.catch(() => undefined); // told when all of them are awaited
    placing.push(placed);
  }
  return Promise.all(placing);
}

/** A platform takes no order that is executed later than a minute after it was placed (CTRL-1). */
function latest(ms: number): number {
  return Math.min(60_000, Math.round(ms));
}

function between(min: number, max: number): number {
  return min + Math.random() * (max - min);
}
