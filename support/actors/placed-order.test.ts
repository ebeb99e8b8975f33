import { expect } from 'chai';
import { FailureError } from '../contract/failure';
import type { Order } from '../contract/types';
import type { Answer } from '../contract/messages';
import { promised } from '../run/settings/deadlines';
import { expectNotYetDue, type PlacedOrder } from './placed-order';

const placedAt = (sentAt: number, executesAfter?: number): PlacedOrder => ({
  ...{ order: { orderId: 'an-order' } as Order, answer: { sentAt } as Answer, executesAfter },
});

describe('an order that had to be PENDING', () => {
  it('had to be, as long as it was not due to be executed', () => {
    const { min } = promised.executionDelay;
    expect(() => expectNotYetDue(placedAt(0), 'CANCEL-1', min - 1)).not.to.throw();
    expect(() => expectNotYetDue(placedAt(0, 60_000), 'CANCEL-1', 59_999)).not.to.throw();
  });

  it('is not judged from then on', () => {
    for (const [placed, at] of [
      [placedAt(5), 5 + promised.executionDelay.min],
      [placedAt(5, 20), 25],
    ] as const)
      expect(() => expectNotYetDue(placed, 'CANCEL-1', at))
        .to.throw(FailureError, 'CANCEL-1 could not be judged: an order was due to be executed')
        .with.nested.property('failures[0].kind', 'unjudged');
  });
});
