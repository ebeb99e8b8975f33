import { expect } from 'chai';
import type { Answered } from '../actors/subscriber';
import { expectSubscriptionRefused } from './subscriptions';

describe('the refusal of a subscription', () => {
  const refused = (error: string) => () =>
    expectSubscriptionRefused(
      { subscriber: { promises: { refusal: 'EVENT-6' } }, reply: { ok: false, error } } as Answered,
      'orderId',
    );

  it('names the field, or says in words what is wrong', () => {
    for (const error of ['orderId', 'data/orderId: E7', 'There is no such order.', 'Keine UUID'])
      expect(refused(error)).not.to.throw();
  });

  for (const error of ['E4711', 'invalid', '42', '{}'])
    it(`is no reason as "${error}"`, () => {
      expect(refused(error)).to.throw('EVENT-6 is broken');
    });

  it('has to be one', () => {
    const reply = { ok: true, room: 'orders' } as const;
    const answered = { subscriber: { promises: { refusal: 'EVENT-6' } }, reply } as Answered;
    expect(() => expectSubscriptionRefused(answered, 'orderId')).to.throw('EVENT-6 is broken');
  });
});
