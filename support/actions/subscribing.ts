import { type Subscriber, transports, type Transports } from '../actors/subscriber';
import type { OrderReference, TradingWorld } from '../world';
import { lookUpOnEvents } from './look-ups';
import { deadlines } from '../run/settings/deadlines';
import { Trader } from '../actors/trader';
import { missingEvent } from './missing-event';

/** What can be subscribed to: all orders, or one. */
export type Room = OrderReference | { kind: 'all' };

/** What asks for a room; nothing asks for all orders. */
export function askingFor(world: TradingWorld, room: Room): { orderId: string } | undefined {
  if (room.kind === 'all') return undefined;
  const [orderId = ''] = world.idsOf(room);
  return { orderId };
}

type Subscribe = (world: TradingWorld, name: string, orderId?: string) => Promise<unknown>;

/** What sets a subscriber apart from others, by the words of the features. */
export const waysToSubscribe = {
  'over WebSocket': over(transports.WebSocket),
  'over HTTP polling': over(transports['HTTP polling']),
  'over polling, then WebSocket': over(transports['polling, then WebSocket']),
  'that wanted no answer': async ({ subscribers }, name, orderId) =>
    (await subscribers.connect(name)).subscribeUnanswered(orderId),
  'that has received an event': async (world, name, orderId) =>
    receiveOwnEvent(world, await world.subscribers.subscribe(name, orderId)),
  'that looks up every order the moment its event arrives': async (world, name, orderId) =>
    lookUpOnEvents(world, await world.subscribers.subscribe(name, orderId)),
} satisfies Record<string, Subscribe>;
export type WayToSubscribe = keyof typeof waysToSubscribe;

function over(transport: Transports): Subscribe {
  return ({ subscribers }, name, orderId) => subscribers.subscribe(name, orderId, transport);
}

/**
 * Breaks a subscriber's connection, and sees to it that the platform has noticed: who is back
 * before that is a new client to it. An answer over REST takes the platform's own random time.
 */
export async function loseConnection(world: TradingWorld, subscriber: Subscriber): Promise<void> {
  await subscriber.loseConnection();
  await world.trader.list({ limit: 1 });
}

/** Lets a subscriber receive an event, so that the platform knows how far it has come. */
export async function receiveOwnEvent(world: TradingWorld, subscriber: Subscriber): Promise<void> {
  const { order } = await new Trader(world.api).placed(undefined, { executesAfter: 0 });
  // to its end, so that it is not what the subscriber misses later
  const { orderId } = order;
  const isExecuted = () => subscriber.log.has(orderId, 'EXECUTED');
  const waited = await subscriber.log.until(isExecuted, deadlines.execution);
  if (!waited.happened)
    throw await missingEvent(world, subscriber, {
      ...{ orderId, orderStatus: 'EXECUTED', waited, isTimed: true },
    });
}

/** What becomes of a subscriber, by the words of the features: as a state, or as it happens. */
export const movements = {
  'has lost the connection': loseConnection,
  'loses the connection': loseConnection,
  'has reconnected': reconnect,
  reconnects: reconnect,
  'has left': leave,
  leaves: leave,
};
export type Movement = keyof typeof movements;

async function reconnect(_: TradingWorld, subscriber: Subscriber): Promise<void> {
  await subscriber.connect();
}

function leave(_: TradingWorld, subscriber: Subscriber): void {
  subscriber.leave();
}
