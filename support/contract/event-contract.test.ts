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
    const subscribed = { ok: true, room: 'orders', epoch: 'e', sequence: 3 };
    expect(brokenEventPromises('answer to subscribe', subscribed)).to.deep.equal([]);
    const first = { type: 'subscribed', room: 'orders', epoch: 'e', sequence: 3 };
    expect(brokenEventPromises('first frame', first)).to.deep.equal([]);
    expect(brokenEventPromises('frame', { type: 'order:status', ...event })).to.deep.equal([]);
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
    ['a frame without a type', ['frame', event]],
    ['a first frame without an epoch', ['first frame', { type: 'subscribed', room: 'orders' }]],
    ['a refusal without a reason', ['answer to subscribe', { ok: false }]],
    ['another room', ['answer to unsubscribe', { ok: true, room: 'lobby' }]],
  ];
  for (const [what, message] of broken)
    it(`is broken by ${what}`, () => {
      expect(brokenEventPromises(...message)).to.not.be.empty;
    });

  const confirmed = { room: 'orders', epoch: 'e', sequence: 3 };
  const blamed: [string, Parameters<typeof brokenEventPromises>, string][] = [
    ['the type of a frame', ['frame', { ...event, type: 'news' }], 'WS-2'],
    ['what a frame says', ['frame', { ...event, type: 'order:status', side: 'HOLD' }], 'EVENT-3'],
    ['its sequence', ['frame', { ...event, type: 'order:status', sequence: -1 }], 'EVENT-2'],
    ['a first frame', ['first frame', { type: 'subscribed', ...confirmed, room: 7 }], 'WS-1'],
    ['a replay', ['first frame', { type: 'subscribed', ...confirmed, replayed: 1 }], 'REPLAY-1'],
    ['a replay of Socket.IO', ['answer to subscribe', { ok: true, ...confirmed, complete: true }], 'REPLAY-1'], // prettier-ignore
    ['an epoch', ['answer to subscribe', { ok: true, ...confirmed, epoch: '' }], 'REPLAY-3'],
  ];
  for (const [what, message, clause] of blamed)
    it(`blames the clause about ${what}`, () => {
      expect(brokenEventPromises(...message).map((each) => each.clause)).to.deep.equal([clause]);
    });
});
