import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import { EventLog } from '../event-log';
import type { Answer } from '../orders-api';
import { unlikeSent, type Burst } from './burst';
import { figuresOf } from './figures';
import { brokenLimits, measurementsOf, measurementsText, type Measurements } from './measurements';

const sent = { symbol: 'X', side: 'BUY', quantity: 1 } as const;
const answered = (orderId: string, status = 201) =>
  ({
    status,
    text: '',
    body: { orderId, orderStatus: 'PENDING', ...sent },
    sentAt: 0,
    answeredAt: 500,
  }) as unknown as Answer;

const burst = (...answers: (Answer | undefined)[]): Burst => ({
  orders: answers.map((answer) => (answer ? { sent, answer } : { sent, failure: 'timeout' })),
  spread: 10,
  lag: 1,
});

const log = (...executed: string[]) => {
  const events = new EventLog('the subscriber');
  for (const orderId of executed)
    events.record({ orderId, orderStatus: 'EXECUTED' } as OrderStatusEvent);
  return events;
};

describe('the figures of a run', () => {
  it('are those of a sample', () => {
    const figures = figuresOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(figures.count).to.equal(8);
    expect(figures.average).to.equal(5);
    expect(figures['standard deviation']).to.be.closeTo(2.13809, 0.00001);
    expect(figures.minimum).to.equal(2);
    expect(figures.p50).to.equal(4.5);
    expect(figures.maximum).to.equal(9);
  });

  it('need at least two durations', () => {
    expect(() => figuresOf([1])).to.throw('too few');
  });
});

describe('a burst of orders', () => {
  it('is as it was sent', () => {
    expect(unlikeSent(burst(answered('a'), answered('b')))).to.deep.equal([]);
  });

  it('names every order that was not answered, refused or changed', () => {
    const changed = answered('c');
    (changed.body as { quantity: number }).quantity = 2;
    const wrong = unlikeSent(burst(answered('a'), undefined, answered('b', 503), changed));
    expect(wrong).to.have.lengthOf(3);
    expect(wrong[0]).to.include('order 2 of 4 got no answer: timeout');
    expect(wrong[1]).to.include('order 3 of 4 was refused: 503');
    expect(wrong[2]).to.include('order 4 of 4 was sent as');
  });

  it('counts what is missing and drops nothing', () => {
    const run = measurementsOf(
      burst(answered('a'), answered('b'), answered('c'), undefined),
      log('a', 'b'),
    );
    expect(run.missing).to.deep.equal({ 'response time': 1, 'execution delay': 2 });
    expect(run.figures['execution delay'].count).to.equal(2);
    expect(measurementsText(burst(), run)).to.include('missing');
  });
});

describe('the limits of a run', () => {
  const figures = figuresOf([100, 200, 300]);
  const run: Measurements = {
    placed: 3,
    missing: { 'response time': 0, 'execution delay': 0 },
    figures: { 'response time': figures, 'execution delay': figures },
  };
  const limit = { measure: 'execution delay', statistic: 'average', limit: '200 ms' };

  it('are met up to the limit itself', () => {
    expect(brokenLimits([limit], run)).to.deep.equal([]);
  });

  it('are broken above it, and say by how much', () => {
    expect(brokenLimits([{ ...limit, limit: '199 ms' }], run)).to.deep.equal([
      'execution delay, average: 200.0 ms, at most 199 ms are allowed',
    ]);
  });

  it('are broken by anything that is missing', () => {
    const incomplete = { ...run, missing: { ...run.missing, 'execution delay': 1 } };
    expect(brokenLimits([limit], incomplete)).to.have.lengthOf(1);
  });

  const mistakes = [
    { ...limit, measure: 'latency' },
    { ...limit, statistic: 'p42' },
    { ...limit, limit: '200' },
    { ...limit, limit: 'fast' },
  ];
  for (const each of mistakes)
    it(`are refused when one says ${Object.values(each).join(', ')}`, () => {
      expect(() => brokenLimits([each], run)).to.throw(/^(measure|statistic|limit): "/);
    });
});
