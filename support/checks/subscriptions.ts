import { claim, claimSame } from '../contract/claims';
import { isSameIdentifier } from '../contract/identifiers';
import type { OrderStatus } from '../contract/types';
import type { Answered } from '../actors/subscriber';

/** A subscription was accepted, for all orders or for one. */
export function expectConfirmation({ subscriber, reply }: Answered, orderId?: string): void {
  const room = orderId === undefined ? 'orders' : `order:${orderId}`;
  const isConfirmed = reply.ok && isSameIdentifier(reply.room, room);
  claim(
    subscriber.promises.confirmation,
    'a subscription that makes sense is not confirmed',
    isConfirmed,
    {
      ...{ expected: { ok: true, room }, seen: reply, order: orderId },
    },
  );
}

/** A subscription was refused, and the refusal names the field, or says what is wrong in words. */
export function expectSubscriptionRefused({ subscriber, reply }: Answered, field: string): void {
  const isRefused = !reply.ok && (reply.error.includes(field) || isInWords(reply.error));
  const clause = subscriber.promises.refusal;
  claim(clause, 'a subscription that makes no sense is not refused with its reason', isRefused, {
    ...{ expected: `a refusal that names ${field}, or says in words what is wrong`, seen: reply },
  });
}

/** Whether a text is more than a code, in whatever language. */
function isInWords(text: string): boolean {
  return /\p{L}{2,}\P{L}+\p{L}{2,}/u.test(text);
}

/** The answer to a subscription to one order shows it as it stands. */
export function expectConfirmationOf(
  { subscriber, reply }: Answered,
  orderId: string,
  orderStatus: OrderStatus,
): void {
  const order = 'order' in reply ? reply.order : undefined;
  claimSame(
    subscriber.promises.beginning,
    'the answer to a subscription does not show the order as it stands',
    {
      ...{ expected: { orderId, orderStatus }, order: orderId },
      seen: order && { orderId: order.orderId, orderStatus: order.orderStatus },
    },
  );
}
