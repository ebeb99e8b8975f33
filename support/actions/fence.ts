import { deadlines } from '../run/settings/deadlines';
import type { Evidence } from '../evidence/evidence';
import type { OrdersApi } from '../platform/orders-api';
import { Subscriber } from '../actors/subscriber';
import { Trader } from '../actors/trader';
import { missingEvent } from './missing-event';

/**
 * Proves absence without a pause: makes a later, known event happen, waits for that one, and
 * sees to it that whatever was sent before it has arrived everywhere. Then one may look back.
 * @param subscribers whose logs are going to be looked at
 * @param notBefore `performance.now()` before which the known event must not happen
 * @returns the identifier of the order that was placed for it
 */
export async function fence(
  { api, evidence }: { api: OrdersApi; evidence: Evidence },
  subscribers: readonly Subscriber[],
  notBefore = 0,
): Promise<string> {
  const witness = new Subscriber('the fence', api.access, evidence);
  try {
    await witness.connect();
    await witness.subscribe();
    const executesAfter = Math.max(0, Math.ceil(notBefore - performance.now()));
    const { order } = await new Trader(api).placed(undefined, { executesAfter });
    const { orderId } = order;
    const isExecuted = () => witness.log.has(orderId, 'EXECUTED');
    const waited = await witness.log.until(isExecuted, executesAfter + deadlines.execution);
    if (!waited.happened)
      throw await missingEvent({ api, evidence }, witness, {
        ...{ orderId, orderStatus: 'EXECUTED', waited, isTimed: true },
      });
    await Promise.all(
      subscribers.filter((each) => each.isConnected).map((each) => each.roundTrip()),
    );
    return orderId;
  } finally {
    witness.leave();
  }
}
