import { FailureError, type Failure } from '../contract/failure';
import type { ClauseId } from '../contract/clauses';
import type { Order } from '../contract/types';
import type { Evidence } from '../evidence/evidence';
import { isTooLateToTell, waitedWords, whatToDo, type Waited } from '../evidence/patience';
import type { OrdersApi } from '../platform/orders-api';
import { Subscriber } from '../actors/subscriber';

/** An event that somebody has waited for in vain. */
export interface Missing {
  orderId: string;
  /** The status that it was to announce. */
  orderStatus: string;
  waited: Waited;
  /** Whether the trader has said when the order is to be executed. */
  isTimed?: boolean;
}

/** Who waits: the clauses are those that the scenario is about. */
interface Waiting {
  api: OrdersApi;
  evidence: Evidence;
  clauses?: readonly ClauseId[];
}

const staleConfirmation = {
  general: 'EVENT-1',
  sentence: 'the answer to a subscription does not show the order as it stands',
} as const;

/** Whether a subscription to the order is answered with this status, which it has not any more. */
async function isConfirmedAs(
  { api, evidence }: Waiting,
  { isConnected, confirmation, transport }: Subscriber,
  orderId: string,
  status: string,
): Promise<boolean> {
  if (!isConnected || confirmation?.order?.orderStatus !== status) return false;
  const another = new Subscriber('a second look', api.access, evidence, { transport });
  try {
    const answer = await another.subscribe({ orderId });
    return answer.ok && answer.order?.orderStatus === status;
  } finally {
    another.close();
  }
}

/** Whether an event had happened before anybody asked for what comes. */
function wasOver({ confirmation, since }: Subscriber, { orderId, orderStatus }: Missing): boolean {
  const { order } = confirmation ?? {};
  return since === undefined && order?.orderId === orderId && order.orderStatus === orderStatus;
}

/**
 * Finds out why an event has not come: the machine was late, the order never came so far, or it
 * did and the event was lost. The order itself is asked.
 */
export async function missingEvent(
  waiting: Waiting,
  subscriber: Subscriber,
  missing: Missing,
): Promise<FailureError> {
  const { api, evidence, clauses } = waiting;
  const { orderId, orderStatus, waited } = missing;
  const about = {
    order: orderId,
    subscriber: subscriber.name,
    details: subscriber.log.seen(),
  };
  const expected = `the ${orderStatus} event within ${waitedWords({ ...waited, late: 0 })}`;
  if (wasOver(subscriber, missing))
    return new FailureError([
      {
        ...{ ...about, kind: 'unjudged', clause: 'EVENT-1', expected },
        sentence: `the order was ${orderStatus} before the subscription to it began`,
        seen: `an answer that shows it as ${orderStatus}`,
        details: [whatToDo, ...about.details],
      },
    ]);
  if (isTooLateToTell(waited))
    return new FailureError([
      {
        ...about,
        kind: 'unjudged',
        clause: 'EVENT-1',
        sentence: `the ${orderStatus} event had not come when the machine was too late to tell why`,
        expected,
        seen: `nothing for ${waitedWords(waited)}`,
        details: [whatToDo, ...about.details],
      },
    ]);
  const answer = await api.send({ method: 'GET', path: `/orders/${orderId}` });
  evidence.seen(answer);
  const shown = answer.status === 200 ? (answer.body as Partial<Order>).orderStatus : undefined;
  const isStale =
    shown !== 'PENDING' && (await isConfirmedAs(waiting, subscriber, orderId, 'PENDING'));
  const seen = `no such event; GET /orders/{orderId} shows ${shown ?? `${answer.status} ${answer.text}`}`;
  return new FailureError([
    {
      ...{ ...about, kind: 'broken', expected, seen },
      ...(isStale
        ? { ...staleConfirmation, clause: subscriber.promises.beginning }
        : blame(subscriber, missing, shown, clauses)),
    },
  ]);
}

function blame(
  subscriber: Subscriber,
  { orderStatus, isTimed = false }: Missing,
  shown: string | undefined,
  clauses: readonly ClauseId[] = [],
): Pick<Failure, 'clause' | 'general' | 'sentence' | 'hint'> {
  if (shown === 'PENDING' && orderStatus === 'EXECUTED')
    return {
      clause: isTimed ? 'CTRL-1' : 'LIFE-1',
      ...(isTimed && { general: 'LIFE-1' as const }),
      sentence: 'an order is not executed in its time',
      hint: 'late execution',
    };
  if (orderStatus === 'CANCELLED' && shown !== 'CANCELLED')
    return { clause: 'CANCEL-1', sentence: 'an order whose cancel was confirmed is not CANCELLED' };
  const particular: ClauseId | undefined =
    subscriber.returnedBy ??
    (subscriber.isPolling ? 'SIO-3' : clauses.find((each) => each === 'EVENT-7'));
  const clause = particular ?? 'EVENT-1';
  const sentence = subscriber.hasReturned
    ? 'a subscriber that came back does not get an event'
    : 'a subscriber does not get an event that it has asked for';
  return { clause, ...(clause !== 'EVENT-1' && { general: 'EVENT-1' as const }), sentence };
}
