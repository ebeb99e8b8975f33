import { expect } from 'chai';
import type { NewOrder, OrderStatusEvent } from '../contract/types';
import { EventLog } from '../platform/event-log';
import { Evidence } from '../evidence/evidence';
import type { Answer } from '../contract/messages';
import { unlikeSent, type Attempt, type Burst } from './burst';
import { brokenLimits } from './limits';
import { measurementsOf, type Measurements } from './measurements';
import { recordsOf } from './records';
import { measurementsText } from './table';

const sent: NewOrder = { symbol: 'X', side: 'BUY', quantity: 1 };
const placedAt = '2026-01-31T12:00:00.000Z';

/** An attempt that began at `sentAt` and took half a second. */
const answered = (sentAt: number, orderId: string, status = 201): Attempt => ({
  sentAt,
  answer: {
    status,
    text: '',
    body: { orderId, orderStatus: 'PENDING', ...sent, placedAt },
    request: { method: 'POST', path: '/orders', headers: {} },
    sentAt,
    answeredAt: sentAt + 500,
  } as unknown as Answer,
});
const failed = (sentAt: number): Attempt => ({ sentAt, failure: 'no answer: ECONNRESET' });
const burst = (...placings: Attempt[]): Burst => ({
  orders: placings.map((placing) => ({ sent, placing })),
});

/** A log in which each of these orders was executed two seconds after it was placed. */
const log = (...executed: string[]) => {
  const events = new EventLog('the subscriber');
  const happen = (orderId: string, orderStatus: string, occurredAt: string) =>
    events.record({ orderId, orderStatus, occurredAt } as OrderStatusEvent);
  for (const orderId of executed) {
    happen(orderId, 'PENDING', placedAt);
    happen(orderId, 'EXECUTED', '2026-01-31T12:00:02.000Z');
  }
  return events;
};

describe('a burst of orders', () => {
  const wrong = (of: Burst) => unlikeSent(of, new Evidence());

  it('is as it was sent', () => {
    expect(wrong(burst(answered(0, 'a'), answered(0, 'b')))).to.deep.equal([]);
  });

  it('names every order that was not answered, refused or changed', () => {
    const changed = answered(0, 'c');
    if ('answer' in changed) (changed.answer.body as NewOrder).quantity = 2;
    const found = wrong(burst(answered(0, 'a'), failed(0), answered(0, 'b', 503), changed));
    expect(found).to.have.lengthOf(3);
    expect(found[0]).to.include({ kind: 'silent', seen: 'no answer: ECONNRESET' });
    expect(found[1]).to.include({ clause: 'PLACE-7', expected: '201' });
    expect(found[2]).to.include({ clause: 'PLACE-3' });
    expect(found.map(({ details }) => details)).to.deep.equal([
      ['order 2 of 4'],
      ['order 3 of 4'],
      ['order 4 of 4'],
    ]);
  });
});

describe('the measurements of a run', () => {
  it('leave no order out, and tell errors apart by kind', () => {
    const orders = burst(answered(10, 'a'), answered(11, 'b', 503), answered(12, 'c'), failed(13));
    const records = recordsOf(orders, log('a'));
    expect(records.map(({ order, outcome }) => `${order} ${outcome}`)).to.deep.equal([
      '1 EXECUTED',
      '2 503 Service Unavailable',
      '3 no event',
      '4 no answer: ECONNRESET',
    ]);
    const run = measurementsOf(records, 5);
    expect(run).to.include({ orders: 4, accepted: 2, executed: 1, spread: 3, answeredWithin: 502 });
    expect(run.errors).to.deep.equal({ '503 Service Unavailable': 1, 'no answer: ECONNRESET': 1 });
    expect(run.lost).to.deep.equal({ PENDING: ['order 3 (c)'], EXECUTED: ['order 3 (c)'] });
    expect(run.missing).to.include({ 'response time': 2, 'execution delay': 3 });
    expect(run.figures['execution delay'].count).to.equal(1);
  });

  it('hold the execution delay against the times of the platform', () => {
    const [record] = recordsOf(burst(answered(performance.now() - 2500, 'a')), log('a'));
    expect(record?.trueExecutionDelay).to.equal(2000);
    expect(record?.executionDelay).to.be.at.least(2000);
    expect(record?.measurementError).to.be.closeTo((record?.executionDelay ?? 0) - 2000, 0.001);
  });

  it('miss no execution of an order that was cancelled', () => {
    const orders = burst(answered(0, 'a'), answered(0, 'b'), answered(0, 'c'));
    const events = log('b');
    const cancelled = { orderId: 'a', orderStatus: 'CANCELLED' } as OrderStatusEvent;
    events.record({ ...cancelled, orderStatus: 'PENDING' });
    events.record(cancelled);
    for (const [index, status] of [204, 409, 503].entries())
      orders.orders[index].cancelling = answered(600, '', status);
    const run = measurementsOf(recordsOf(orders, events), 0);
    expect(run).to.include({ toCancel: 3, cancelled: 1, executed: 1 });
    expect(run.errors).to.deep.equal({ 'cancel: 503 Service Unavailable': 1 });
    expect(run.missing).to.include({ 'execution delay': 1, 'cancellation time': 0 });
    expect(run.lost.EXECUTED).to.deep.equal(['order 3 (c)']);
  });

  it('can be made of a run in which nothing succeeded', () => {
    const run = measurementsOf(recordsOf(burst(failed(0), failed(1)), log()), 0);
    expect(run.figures['execution delay']).to.deep.equal({ count: 0 });
    expect(measurementsText(run)).to.include('2 × no answer: ECONNRESET').and.include('no answer');
  });
});

describe('the table of a run', () => {
  const names = Array.from({ length: 8 }, (_, index) => `order-${index}`);
  const records = recordsOf(burst(...names.map((name) => answered(0, name))), log());

  it('names the first of those that are missing, and counts the rest', () => {
    expect(measurementsText(measurementsOf(records, 0))).to.match(
      /Lost: 8 EXECUTED events, of order 1 \(order-0\), .*order 5 \(order-4\) and 3 more\./,
    );
  });

  it('says beside the figures when they cannot be trusted', () => {
    expect(measurementsText(measurementsOf(records, 100))).not.to.include('TRUSTED');
    const text = measurementsText(measurementsOf(records, 101));
    expect(text).to.include('NOT TO BE TRUSTED: this process saw things 101.0 ms late');
    expect(text).to.include('response time (ms) ?');
  });
});

describe('the limits of a run', () => {
  const records = recordsOf(burst(answered(0, 'a'), answered(0, 'b')), log('a', 'b'));
  const run: Measurements = measurementsOf(records, 0);
  const limit = { measure: 'response time', statistic: 'average', limit: 500 };

  it('are met up to the limit itself', () => {
    expect(brokenLimits([limit], run)).to.deep.equal([]);
  });

  it('are broken above it, and say by how much', () => {
    const [broken] = brokenLimits([{ ...limit, limit: 499 }], run);
    expect(broken).to.include({ kind: 'broken', clause: 'TIME-2', seen: '500.0 ms' });
    expect(broken?.expected).to.equal('average of 499 ms at most');
  });

  it('are broken by anything that is missing', () => {
    const incomplete = { ...run, missing: { ...run.missing, 'execution delay': 1 } };
    const [broken] = brokenLimits([limit], incomplete);
    expect(broken).to.include({ clause: 'EVENT-1', seen: '1 of 2 are missing' });
  });

  it('are broken where there are too few measurements to tell', () => {
    const [broken] = brokenLimits([{ ...limit, statistic: 'p99.9' }], run);
    expect(broken?.seen).to.equal('2 measurements are too few for the p99.9');
  });

  it('cannot be judged when this process was too late to tell', () => {
    const late = measurementsOf(records, 250);
    expect(brokenLimits([{ ...limit, limit: 251 }], late)[0]?.kind).to.equal('unjudged');
    expect(brokenLimits([{ ...limit, limit: 249 }], late)[0]?.kind).to.equal('broken');
  });

  const mistakes = [
    { ...limit, measure: 'latency' },
    { ...limit, statistic: 'p42' },
  ];
  for (const each of mistakes)
    it(`are refused when one says ${Object.values(each).join(', ')}`, () => {
      expect(() => brokenLimits([each], run)).to.throw(/^(measure|statistic|limit): "/);
    });
});
