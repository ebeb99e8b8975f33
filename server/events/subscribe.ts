import type { Subscribed, Subscription } from '../contract/types';
import { toWireOrder } from '../contract/wire';
import type { Feed } from './feed';
import type { GatewayParts } from './gateway-parts';
import { roomOf } from './rooms';

/** What a client is told when it has subscribed. */
export type Confirmation = Omit<Subscribed, 'ok'>;

/** A client asks for more than it may have. */
export class TooMuch extends Error {}

/**
 * Subscribes a client to every order's events or to one order's. It is told so before it gets any
 * of them, missed ones included.
 *
 * @throws OrderRefusal `order-unknown`
 * @throws TooMuch
 */
export async function subscribe(
  { log, exchange, limits }: GatewayParts,
  feed: Feed,
  { orderId, since }: Subscription,
  confirm: (confirmation: Confirmation) => void,
): Promise<void> {
  const room = roomOf(orderId);
  const isNew = !feed.rooms.has(room);
  const most = limits.subscriptions;
  if (isNew && feed.rooms.size >= most) {
    throw new TooMuch(`A client may be subscribed to ${most} orders at a time.`);
  }
  if (since && feed.replaying >= most) {
    throw new TooMuch(`A client may ask for what it missed of ${most} orders at a time.`);
  }
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
