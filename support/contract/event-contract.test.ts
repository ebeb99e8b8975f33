import { expect } from 'chai';
import { brokenEventPromises } from './event-contract';

const event = {
  sequence: 17,
  orderId: '3015eaa0-717a-4e32-9150-0f6e6dcb0246',
  orderStatus: 'EXECUTED',
  symbol: 'EURUSD',
  side: 'BUY',
  quantity: 1000.5,
  occurredAt: '2026-01-31T12:00:01.234Z',
};

describe('the event contract', () => {
  it('is kept by what it describes', () => {
    expect(brokenEventPromises('order:status', event)).to.deep.equal([]);
    const subscribed = { ok: true, room: 'orders', sequence: 3 };
    expect(brokenEventPromises('answer to subscribe', subscribed)).to.deep.equal([]);
    const refused = { ok: false, error: 'why' };
    expect(brokenEventPromises('answer to unsubscribe', refused)).to.deep.equal([]);
  });

  const broken: [string, Parameters<typeof brokenEventPromises>][] = [
    ['a missing field', ['order:status', { ...event, side: undefined }]],
    ['an undocumented field', ['order:status', { ...event, price: 1 }]],
    ['a sequence as text', ['order:status', { ...event, sequence: '17' }]],
    [
      'seconds without milliseconds',
      ['order:status', { ...event, occurredAt: '2026-01-31T12:00:01Z' }],
    ],
    ['a confirmation without a sequence', ['answer to subscribe', { ok: true, room: 'orders' }]],
    ['a refusal without a reason', ['answer to subscribe', { ok: false }]],
    ['another room', ['answer to unsubscribe', { ok: true, room: 'lobby' }]],
  ];
  for (const [what, message] of broken)
    it(`is broken by ${what}`, () => {
      expect(brokenEventPromises(...message)).to.not.be.empty;
    });
});
