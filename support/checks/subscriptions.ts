import { expect } from 'chai';
import type { SubscribeAnswer, UnsubscribeAnswer } from '../contract/types';
import { deadlines } from '../run/settings/deadlines';
import type { Subscriber } from '../actors/subscriber';
import { Trader } from '../actors/trader';
import type { TradingWorld } from '../world';

export type Reply = SubscribeAnswer | UnsubscribeAnswer;

/** A subscription was accepted, for all orders or for one. */
export function expectConfirmation(reply: Reply, orderId?: string): void {
  const room = orderId === undefined ? 'orders' : `order:${orderId}`;
  expect(reply, 'the answer to the subscription').to.include({ ok: true, room });
}

/** A subscription was refused, and the reason names what was wrong. */
export function expectSubscriptionRefused(reply: Reply, reason: string): void {
  if (reply.ok) expect.fail(`the subscription should have been refused: ${JSON.stringify(reply)}`);
  else expect(reply.error, 'why the subscription was refused').to.include(reason);
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
  await subscriber.log.untilStatus(order.orderId, 'EXECUTED', deadlines.execution);
}
