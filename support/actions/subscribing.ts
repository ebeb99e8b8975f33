import { claim } from '../contract/claims';
import type { Subscriber } from '../actors/subscriber';
import { plainWebSocket } from '../platform/connections/transports';
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
  'that wanted no answer': async ({ subscribers }, name, orderId) =>
    (await subscribers.connect(name)).subscribeUnanswered(orderId),
  'over plain WebSocket that answers no ping': async ({ subscribers }, name, orderId) =>
    subscribers.subscribe(name, orderId, { transport: plainWebSocket, answersPings: false }),
  'that looks up every order the moment its event arrives': async (world, name, orderId) =>
    lookUpOnEvents(world, await world.subscribers.subscribe(name, orderId)),
} satisfies Record<string, Subscribe>;
export type WayToSubscribe = keyof typeof waysToSubscribe;

/** Ways in which a connection is lost, by the words of the features. */
export const losses = {
  'lost the connection': (subscriber: Subscriber) => subscriber.loseConnection(),
  'been cut off by a network that froze': (subscriber: Subscriber) => subscriber.freeze(),
};
export type Loss = keyof typeof losses;

/** Lets a subscriber receive an event, so that the platform knows how far it has come. */
async function receiveOwnEvent(world: TradingWorld, subscriber: Subscriber): Promise<void> {
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

/** Lets a subscriber hear of the order that is there, whose PENDING may come behind its answer (EVENT-8). */
async function hearOfOrder(world: TradingWorld, subscriber: Subscriber): Promise<void> {
  const { orderId } = world.order.order;
  const waited = await subscriber.log.until(
    () => subscriber.log.has(orderId, 'PENDING'),
    deadlines.event,
  );
  if (!waited.happened)
    throw await missingEvent(world, subscriber, { orderId, orderStatus: 'PENDING', waited });
}

/** The same, of every subscriber that there is. */
export async function allHearOfOrder(world: TradingWorld): Promise<void> {
  await Promise.all(world.subscribers.all().map((each) => hearOfOrder(world, each)));
}

/** What becomes of a subscriber, by the words of the features: as a state, or as it happens. */
export const movements = {
  'has received an event': receiveOwnEvent,
  'has been told of the order': hearOfOrder,
  'has stopped reading': (_, subscriber) => subscriber.stopReading(),
  'has reconnected': (_, subscriber) => subscriber.comeBack(),
  reconnects: (_, subscriber) => subscriber.comeBack(),
  'reconnects and asks for what it has missed': (_, subscriber) => subscriber.comeBackAsking(),
  'has reconnected with an offset of another epoch': (_, subscriber) =>
    subscriber.comeBackPretending((offset) => offset.replace(/^./, '-')),
  'has reconnected with an offset beyond the end': (_, subscriber) =>
    subscriber.comeBackPretending((offset) => `${offset}000000`),
  'has reconnected with an offset that is none': (_, subscriber) =>
    subscriber.comeBackPretending(() => 'none'),
  'has sent frames of its own': async (_, subscriber) => {
    for (const each of framesOfItsOwn) await sendIgnored(subscriber, each);
  },
  'sends a frame of more than 64 KiB': (_, subscriber) =>
    subscriber.send('x'.repeat(longestFrame + 1)),
  'has left': (_, subscriber) => subscriber.leave(),
  leaves: (_, subscriber) => subscriber.leave(),
} satisfies Record<string, (world: TradingWorld, subscriber: Subscriber) => Promise<void> | void>;
export type Movement = keyof typeof movements;

/** In bytes, the longest frame of a client that a platform passes over (WS-3). */
const longestFrame = 64 * 1024;

/** Sends a frame that the platform passes over. */
async function sendIgnored(subscriber: Subscriber, frame: string | Buffer): Promise<void> {
  subscriber.send(frame);
  try {
    await subscriber.roundTrip();
  } catch (silence) {
    const end = subscriber.isConnected ? undefined : await subscriber.untilEnded(0);
    claim('WS-3', 'a client that sends a frame is cut off', end === undefined, {
      expected: `a ${typeof frame === 'string' ? 'text' : 'binary'} frame of ${frame.length} bytes to be ignored`,
      seen: `the connection is lost: ${end?.reason}`,
      subscriber: subscriber.name,
    });
    throw silence;
  }
}

/** Frames that make sense to nobody, and one that would over Socket.IO. */
const framesOfItsOwn = [
  ...['hello', '{"type":"subscribe"}', '["subscribe",{}]', ''],
  ...['x'.repeat(longestFrame), Buffer.alloc(10)],
];
