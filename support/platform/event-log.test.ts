import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import { EventLog } from './event-log';

const event = (sequence: number, orderStatus: OrderStatusEvent['orderStatus'], orderId = 'a') =>
  ({ sequence, orderId, orderStatus, occurredAt: '2026-01-31T12:00:00.000Z' }) as OrderStatusEvent;

async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

describe('an event log', () => {
  it('answers from what it holds before it waits', async () => {
    const log = new EventLog('the subscriber');
    log.record(event(1, 'PENDING'));
    const { event: found } = await log.untilStatus('a', 'PENDING', 0);
    expect(found.sequence).to.equal(1);
  });

  it('answers when the event arrives', async () => {
    const log = new EventLog('the subscriber');
    const waiting = log.untilStatus('a', 'EXECUTED', 1000);
    log.record(event(1, 'EXECUTED', 'b'));
    log.record(event(2, 'EXECUTED'));
    expect((await waiting).event.sequence).to.equal(2);
  });

  it('says what it waited for and what it saw when the deadline passes', async () => {
    const log = new EventLog('the subscriber');
    log.record(event(1, 'PENDING'));
    const message = await failure(log.untilStatus('a', 'EXECUTED', 1));
    expect(message).to.include('the subscriber has not received the EXECUTED event of order a');
    expect(message).to.include('#1 PENDING of order a');
  });

  it('says when it has seen nothing at all', async () => {
    const message = await failure(new EventLog('X').untilStatus('a', 'EXECUTED', 1));
    expect(message).to.include('It has received no event at all.');
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
