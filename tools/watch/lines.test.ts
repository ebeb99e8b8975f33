import { expect } from 'chai';
import type { Order, OrderStatusEvent } from '../../support/contract/types';
import { visible } from '../../support/contract/visible';
import { eventLine, jsonLine, noticeLine, orderLine, refusalLine } from './lines';

const event: OrderStatusEvent = {
  ...{ sequence: 17, orderId: '3015eaa0-717a-4e32-9150-0f6e6dcb0246', orderStatus: 'EXECUTED' },
  ...{ symbol: 'EURUSD', side: 'BUY', quantity: 1000.5, occurredAt: '2026-01-31T12:00:01.234Z' },
};
const escape = String.fromCharCode(27);

describe('a line of npm run watch', () => {
  it('says all there is of an event, in columns', () => {
    expect(eventLine(event, false)).to.match(
      /^\d\d:\d\d:01\.234 {6}#17 {2}EXECUTED {3}BUY {3}1000\.5 EURUSD +3015eaa0-717a-4e32-9150-0f6e6dcb0246$/,
    );
    const other = eventLine(
      { ...event, sequence: 4, orderStatus: 'CANCELLED', side: 'SELL' },
      false,
    );
    expect(other).to.have.lengthOf(eventLine(event, false).length);
  });

  it('has no number where an order was read', () => {
    const { orderId, orderStatus, symbol, side, quantity, occurredAt } = event;
    const times = { placedAt: occurredAt, updatedAt: occurredAt };
    const order: Order = { orderId, orderStatus, symbol, side, quantity, ...times };
    expect(orderLine(order, false)).to.equal(eventLine(event, false).replace('#17', '   '));
  });

  it('has a colour for the status where that is wanted', () => {
    expect(eventLine(event, true)).to.include(`${escape}[32mEXECUTED`);
    expect(eventLine(event, false)).not.to.include(escape);
  });

  it('shows whatever is sent, and never obeys it', () => {
    const hostile = 'a\x1b[2J\x9b\u202e\r\n::error::x';
    const sent = { ...event, orderId: hostile, symbol: hostile, side: hostile as 'BUY' };
    const strange = { ...sent, quantity: { toString: 1 } as never };
    const lines = [jsonLine(sent), noticeLine(hostile), refusalLine(hostile)];
    for (const line of [...lines, eventLine(sent, false)])
      expect(visible(line)).to.equal(line).and.to.include('u001b[2J').and.not.to.include('\n');
    expect(JSON.parse(jsonLine(sent))).to.deep.equal(sent);
    expect(eventLine(strange, false)).to.include('EXECUTED');
  });

  it('marks off what is no event', () => {
    expect(noticeLine('Connection lost', new Date(2026, 0, 31, 9, 5, 7, 8))).to.equal(
      '09:05:07.008  -- Connection lost',
    );
  });
});
