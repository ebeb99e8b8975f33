import type { Subscribed, Subscription } from '../contract/types';
import { toWireOrder } from '../contract/wire';
import type { Exchange } from '../orders/exchange';
import type { EventLog } from './event-log';
import type { Feed } from './feed';
import { roomOf } from './rooms';

/** What a client is told when it has subscribed. */
export type Confirmation = Omit<Subscribed, 'ok'>;

/**
 * Subscribes a client to every order's events or to one order's. It is told so before it gets any
 * of them, missed ones included.
 *
 * @throws OrderRefusal `order-unknown`
 */
export async function subscribe(
  { log, exchange, feed }: { log: EventLog; exchange: Exchange; feed: Feed },
  { orderId, since }: Subscription,
  confirm: (confirmation: Confirmation) => void,
): Promise<void> {
  const room = roomOf(orderId);
  const isNew = !feed.rooms.has(room);
  feed.hold();
  try {
    const beginning = feed.subscribe(room, since);
    const confirmation = { room, epoch: log.epoch, ...beginning };
    if (orderId === undefined) confirm(confirmation);
    // Read when the place in the sequence is known: what changes later comes as an event.
    else confirm({ ...confirmation, order: toWireOrder(await exchange.find(orderId)) });
  } catch (error) {
    if (isNew) feed.unsubscribe(room);
    throw error;
  } finally {
    feed.release();
  }
}
