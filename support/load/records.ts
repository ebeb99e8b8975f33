import { STATUS_CODES } from 'node:http';
import type { OrderStatusEvent } from '../contract/types';
import type { EventLog } from '../platform/event-log';
import { acceptedOrder, type Attempt, type Burst, type BurstOrder } from './burst';

/**
 * One order of a run. Times are milliseconds since the first order was sent, on this process's
 * monotonic clock, to the microsecond; what did not happen has none.
 */
export interface OrderRecord {
  /** 1 for the order that was sent first. */
  order: number;
  orderId: string | undefined;
  /** How it ended: its last status, or why it was not accepted. */
  outcome: string;
  sent: number;
  /** The answer to the placement, whatever it says. */
  answered: number | undefined;
  pendingSeen: number | undefined;
  executedSeen: number | undefined;
  cancelSent: number | undefined;
  cancelAnswered: number | undefined;
  cancelledSeen: number | undefined;
  /** What came of its cancel, where there was one: `cancelled`, `too late`, or what went wrong. */
  cancel: string | undefined;
  /** From sending an accepted order to its answer. */
  responseTime: number | undefined;
  /** From the answer to the arrival of the EXECUTED event. */
  executionDelay: number | undefined;
  /** From `placedAt` to the EXECUTED event's `occurredAt`: the platform's own whole milliseconds. */
  trueExecutionDelay: number | undefined;
  /** How far the measured execution delay is from the true one. */
  measurementError: number | undefined;
  /** From sending a successful cancel to the arrival of the CANCELLED event. */
  cancellationTime: number | undefined;
}

/** Everything that is known of each order of a burst, one record an order, none left out. */
export function recordsOf({ orders }: Burst, log: EventLog): OrderRecord[] {
  const first = Math.min(...orders.map(({ placing }) => placing.sentAt));
  return orders.map((order, index) => recordOf(order, index + 1, first, log));
}

function recordOf(
  { placing, cancelling }: BurstOrder,
  order: number,
  first: number,
  log: EventLog,
): OrderRecord {
  const accepted = acceptedOrder(placing);
  const events = accepted ? log.of(accepted.orderId) : [];
  const find = (status: OrderStatusEvent['orderStatus']) =>
    events.find(({ event }) => event.orderStatus === status);
  const since = (at: number | undefined) => (at === undefined ? undefined : rounded(at - first));
  const executed = find('EXECUTED');
  const times = {
    sent: rounded(placing.sentAt - first),
    answered: since(answeredAt(placing)),
    pendingSeen: since(find('PENDING')?.at),
    executedSeen: since(executed?.at),
    cancelSent: since(cancelling?.sentAt),
    cancelAnswered: since(answeredAt(cancelling)),
    cancelledSeen: since(find('CANCELLED')?.at),
  };
  const executionDelay = accepted && difference(times.answered, times.executedSeen);
  const trueExecutionDelay =
    accepted &&
    difference(Date.parse(accepted.placedAt), executed && Date.parse(executed.event.occurredAt));
  const error = difference(trueExecutionDelay, executionDelay);
  return {
    order,
    orderId: accepted?.orderId,
    outcome: accepted ? (events.at(-1)?.event.orderStatus ?? 'no event') : reasonOf(placing),
    ...times,
    cancel: cancelling && cancelOutcome(cancelling),
    responseTime: accepted && difference(times.sent, times.answered),
    executionDelay,
    trueExecutionDelay,
    measurementError: error === undefined ? undefined : Math.abs(error),
    cancellationTime: difference(times.cancelSent, times.cancelledSeen),
  };
}

function answeredAt(attempt: Attempt | undefined): number | undefined {
  return attempt && 'answer' in attempt ? attempt.answer.answeredAt : undefined;
}

/** Why an attempt did not succeed, in a few words that are the same for all of a kind. */
function reasonOf(attempt: Attempt): string {
  if ('failure' in attempt) return attempt.failure;
  const { status } = attempt.answer;
  if (status === 201) return '201 without an order';
  return `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
}

function cancelOutcome(cancelling: Attempt): string {
  if (!('answer' in cancelling)) return cancelling.failure;
  if (cancelling.answer.status === 204) return 'cancelled';
  return cancelling.answer.status === 409 ? 'too late' : reasonOf(cancelling);
}

function difference(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : rounded(to - from);
}

/** To the microsecond, so that what is written into a file is what was reckoned with. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
