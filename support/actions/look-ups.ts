import { topic } from '../evidence/memory';
import type { Order, OrderStatusEvent } from '../contract/types';
import { Subscriber } from '../actors/subscriber';
import type { TradingWorld } from '../world';

/** More than any scenario of look-ups brings about: each is looked at five times. */
const mostChanges = 100;

/** Look-ups made in the moment in which an event arrived. */
export const lookUps = topic<LookUp[]>('Nobody has looked up orders when their events arrived');

/**
 * Has a subscriber look up every order of the scenario in the very moment in which its event
 * arrives: several times over REST, whose answers take a random time, and by a subscription to
 * the order, whose answer takes none.
 */
export async function lookUpOnEvents(world: TradingWorld, subscriber: Subscriber): Promise<void> {
  const reader = await readerOf(world);
  const made = world.memory.keep(lookUps, []);
  const changes = new Set<string>();
  subscriber.onEvent = (event) => {
    // The order's own answer may still be on its way when its PENDING event arrives.
    if (event.symbol !== world.trader.symbol) return;
    // Who is told of a change again and again learns nothing more by looking.
    const change = JSON.stringify([event.orderId, event.orderStatus]);
    if (changes.has(change) || changes.size >= mostChanges) return;
    changes.add(change);
    const add = (how: string, shown: Promise<string>) => {
      shown.catch(() => undefined);
      made.push({ event, how, shown });
    };
    add('a subscription', subscriptionShows(reader, event.orderId));
    for (let count = 0; count < 4; count += 1) add('REST', restShows(world, event.orderId));
  };
}

type Reader = (orderId: string) => ReturnType<Subscriber['subscribe']>;

/** Over Socket.IO one connection asks for all of them; over plain WebSocket there is one for each. */
async function readerOf(world: TradingWorld): Promise<Reader> {
  const { subscribers, api, evidence } = world;
  const reader = await subscribers.connect('the reader');
  if (!reader.isPlain) return (orderId) => reader.subscribe({ orderId });
  return (orderId) => {
    const another = new Subscriber('the reader', api.access, evidence);
    world.afterwards(() => another.close());
    return another.subscribe({ orderId });
  };
}

async function subscriptionShows(reader: Reader, orderId: string): Promise<string> {
  const answer = await reader(orderId);
  return answer.ok ? (answer.order?.orderStatus ?? 'no order') : answer.error;
}

async function restShows(world: TradingWorld, orderId: string): Promise<string> {
  const answer = await world.trader.lookUp(orderId);
  world.evidence.seen(answer);
  return answer.status === 200 ? (answer.body as Order).orderStatus : answer.text;
}

/** What somebody was shown who looked at the moment in which an event arrived. */
export interface LookUp {
  event: OrderStatusEvent;
  how: string;
  /** The status shown, or why none was. */
  shown: Promise<string>;
}
