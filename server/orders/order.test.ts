import { expect } from 'chai';
import { ORDER_STATUSES, asPlaced, canBecome } from './order';

describe('order', () => {
  it('becomes EXECUTED or CANCELLED once, and nothing else', () => {
    const legal = ORDER_STATUSES.flatMap((from) =>
      ORDER_STATUSES.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(legal).to.deep.equal(['PENDING → EXECUTED', 'PENDING → CANCELLED']);
  });

  it('can be shown as it was when it was placed', () => {
    const order = {
      orderId: 'a',
      symbol: 'EURUSD',
      side: 'BUY',
      quantity: 1,
      placedAt: 5,
    } as const;
    expect(asPlaced({ ...order, orderStatus: 'EXECUTED', updatedAt: 9 })).to.deep.equal({
      ...order,
      orderStatus: 'PENDING',
      updatedAt: 5,
    });
  });
});
