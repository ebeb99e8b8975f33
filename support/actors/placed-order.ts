import type { ClauseId } from '../contract/clauses';
import { FailureError } from '../contract/failure';
import type { Answer } from '../contract/messages';
import type { Order } from '../contract/types';
import { whatToDo } from '../evidence/patience';
import { promised } from '../run/settings/deadlines';

/** An order that the trader has placed. */
export interface PlacedOrder {
  /** The order as the platform accepted it. */
  order: Order;
  answer: Answer;
  /** Milliseconds from placement to execution, where the trader has set them. */
  executesAfter?: number | undefined;
}

/**
 * Nothing can be said of an order that is no longer PENDING where it was due to be executed before
 * the scenario came to it.
 * @param clause what cannot be judged then
 * @param at when the scenario had come to it, in `performance.now()` milliseconds
 * @throws FailureError of the kind `unjudged`
 */
export function expectNotYetDue(
  { order, answer, executesAfter }: PlacedOrder,
  clause: ClauseId,
  at = performance.now(),
): void {
  const due = executesAfter ?? promised.executionDelay.min;
  const taken = at - answer.sentAt;
  if (taken < due) return;
  throw new FailureError([
    {
      ...{ kind: 'unjudged', clause, order: order.orderId },
      sentence: 'an order was due to be executed before the scenario came to it',
      expected: `${due} ms at most since it was placed`,
      seen: `${taken.toFixed(0)} ms`,
      details: [whatToDo],
    },
  ]);
}
