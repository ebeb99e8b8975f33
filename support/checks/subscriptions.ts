import { expect } from 'chai';
import type { Reply } from '../actors/subscriber';

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
