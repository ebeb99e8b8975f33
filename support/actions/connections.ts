import type { Subscriber } from '../actors/subscriber';
import { deadlines } from '../run/settings/deadlines';
import { Trader } from '../actors/trader';
import type { TradingWorld } from '../world';

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
  await subscriber.log.untilStatus(order.orderId, 'EXECUTED', deadlines.execution);
}
