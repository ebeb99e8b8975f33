import { Mistake } from '../contract/failure';
import { deadlines } from '../run/settings/deadlines';
import type { Transport } from '../platform/connections/transports';
import { placeMany } from './lifecycle';
import type { Since } from '../contract/types';
import type { Subscriber } from '../actors/subscriber';
import type { TradingWorld } from '../world';

/** Who has been there from the beginning, and knows the platform's epoch. */
function witness(world: TradingWorld): Subscriber {
  const [first] = world.subscribers.all();
  return first;
}

function epochOf(world: TradingWorld): string {
  const { confirmation, name } = witness(world);
  if (confirmation === undefined) throw new Mistake(`${name} has no confirmed subscription.`);
  return confirmation.epoch;
}

/** An event of the first subscriber, counted from its last, which is 0. */
function eventFromEnd(world: TradingWorld, index: number): Since {
  const { log, name } = witness(world);
  const entry = log.entries.at(-1 - index);
  if (entry === undefined) throw new Mistake(`${name} has not received so many events.`);
  return { epoch: epochOf(world), sequence: entry.event.sequence };
}

/** After what a subscriber wants to go on, by the words of the features. */
const beginnings = {
  nothing: (world) => ({ epoch: epochOf(world), sequence: 0 }),
  'the first answer': (world) => {
    const { confirmation } = witness(world);
    return { epoch: epochOf(world), sequence: confirmation?.sequence ?? 0 };
  },
  'the last event but one': (world) => eventFromEnd(world, 1),
  'the last event': (world) => eventFromEnd(world, 0),
  'an event beyond the end': (world) => {
    const { sequence, epoch } = eventFromEnd(world, 0);
    return { epoch, sequence: sequence + farBeyond };
  },
  'an event of another epoch': (world) => {
    const { sequence, epoch } = eventFromEnd(world, 0);
    return { epoch: `not-${epoch}`, sequence };
  },
  'an event of an epoch in digits': (world) => ({ ...eventFromEnd(world, 0), epoch: '42' }),
} satisfies Record<string, (world: TradingWorld) => Since>;
export type Beginning = keyof typeof beginnings;
export const beginningNames = Object.keys(beginnings) as Beginning[];

/** The place, once the first subscriber has heard what has become of the scenario's orders (EVENT-8). */
export async function placeOf(world: TradingWorld, beginning: Beginning): Promise<Since> {
  const { log } = witness(world);
  const ids = world.trader.orders.map(({ order }) => order.orderId);
  await log.until(() => ids.every((orderId) => log.isFinal(orderId)), deadlines.event);
  return beginnings[beginning](world);
}

/** More events than come during a scenario, whoever else trades on the platform. */
const farBeyond = 1_000_000;

/** Clients that come one after the other while events do. */
export interface Latecomers {
  clients: number;
  transport: Transport;
  beginning: Beginning;
}

/**
 * Places orders at the same time, and meanwhile has clients ask for what they have missed, each as
 * a few more events have come.
 */
export async function askWhilePlacing(
  world: TradingWorld,
  count: number,
  { clients, transport, beginning }: Latecomers,
): Promise<void> {
  const { log } = witness(world);
  const start = log.entries.length;
  const since = await placeOf(world, beginning);
  const eventsBetween = Math.floor((2 * count) / (clients + 1));
  const placed = placeMany(world.trader, count);
  for (let index = 1; index <= clients; index += 1) {
    await log.until(() => log.entries.length >= start + index * eventsBetween, deadlines.execution);
    await world.subscribers.subscribe(`client ${index}`, undefined, { transport }, since);
  }
  await placed;
}
