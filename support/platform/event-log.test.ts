import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import { EventLog } from './event-log';

const event = (sequence: number, orderStatus: OrderStatusEvent['orderStatus'], orderId = 'a') =>
  ({ sequence, orderId, orderStatus, occurredAt: '2026-01-31T12:00:00.000Z' }) as OrderStatusEvent;

describe('an event log', () => {
  it('answers from what it holds before it waits', async () => {
    const log = new EventLog('the subscriber');
    log.record(event(1, 'PENDING'));
    expect(await log.until(() => log.has('a', 'PENDING'), 0)).to.include({ happened: true, ms: 0 });
  });

  it('answers when the event arrives', async () => {
    const log = new EventLog('the subscriber');
    const waiting = log.until(() => log.has('a', 'EXECUTED'), 1000);
    log.record(event(1, 'EXECUTED', 'b'));
    log.record(event(2, 'EXECUTED'));
    expect((await waiting).happened).to.equal(true);
  });

  it('gives up at the deadline, and says what it has seen', async () => {
    const log = new EventLog('the subscriber');
    expect(log.seen()).to.deep.equal(['It has received no event at all.']);
    log.record(event(1, 'PENDING'));
    const waited = await log.until(() => log.has('a', 'EXECUTED'), 1);
    expect(waited.happened).to.equal(false);
    expect(log.seen().join()).to.include('#1 PENDING of order a');
  });

  it('keeps the events of each order apart', () => {
    const log = new EventLog('the subscriber');
    log.record(event(1, 'PENDING', 'a'));
    log.record(event(2, 'PENDING', 'b'));
    log.record(event(3, 'EXECUTED', 'a'));
    expect(log.of('a').map(({ event: { sequence } }) => sequence)).to.deep.equal([1, 3]);
    expect(log.isFinal('a')).to.equal(true);
    expect(log.isFinal('b')).to.equal(false);
  });
});
