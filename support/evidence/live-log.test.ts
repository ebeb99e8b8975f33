import { expect } from 'chai';
import { inOneLine } from '../contract/visible';
import { Evidence } from './evidence';
import { LiveLog } from './live-log';

describe('the live log', () => {
  let lines: string[];
  let evidence: Evidence;
  beforeEach(() => {
    lines = [];
    evidence = new Evidence();
    evidence.live = new LiveLog('An order is cancelled', (line) => lines.push(line));
  });
  const said = () => lines.map((line) => line.replace(/^.*An order is cancelled +/, ''));

  it('tells of requests, answers, events and notes as they come, with time and scenario', () => {
    evidence.live?.step('the trader cancels the order');
    evidence.request({ method: 'POST', path: '/orders', headers: { a: 'b' }, body: '{\n}' });
    const request = { method: 'POST', path: '/orders', headers: {} };
    const times = { sentAt: 100, answeredAt: 350.4 };
    evidence.answer({
      ...{ request, url: '', status: 201, headers: {}, text: '{"orderId":"1"}', body: {} },
      ...times,
    });
    evidence.event('the subscriber', {
      ...{ sequence: 7, orderId: '1', orderStatus: 'PENDING', symbol: 'EURUSD', side: 'BUY' },
      ...{ quantity: 5, occurredAt: '2026-01-31T12:00:00.000Z' },
    });
    evidence.note('the subscriber', 'connection lost');
    evidence.live?.end('FAILED', 'Error: why\nand more');
    expect(said()).to.deep.equal([
      '── the trader cancels the order',
      'trader                → POST /orders a: b {\\n}',
      'trader                ← 201 to POST /orders after 250 ms {"orderId":"1"}',
      'the subscriber        ← #7 PENDING 1 (BUY 5 EURUSD)',
      'the subscriber        connection lost',
      '── FAILED Error: why',
    ]);
    for (const line of lines)
      expect(line).to.match(/^\d\d:\d\d:\d\d\.\d{3} +\+0\.\d{3} s {2}An order/);
  });

  it('shows what a platform sends in one line, and never obeys it', () => {
    const hostile = 'a\x1b[2J\u202e\r\n::error::b ##vso[c]';
    evidence.note(hostile, hostile);
    evidence.event(hostile, { sequence: hostile, quantity: { toString: 1 } } as never);
    evidence.live?.step(hostile);
    evidence.live?.end('FAILED', hostile);
    for (const line of lines) expect(inOneLine(line)).to.equal(line);
    expect(lines[0]).to.include('a\\u001b[2J\\u202e\\r\\n::error::b \\u0023#vso[c]');
  });

  it('shortens what is long', () => {
    evidence.note('the page', 'x'.repeat(2000));
    expect(lines[0])
      .to.have.length.below(720)
      .and.to.match(/… \(2022 characters\)$/);
  });
});
