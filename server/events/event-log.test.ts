import { expect } from 'chai';
import type { OrderStatusEvent } from '../contract/types';
import { TestLog } from './test-log';

const everything = () => true;

describe('the event log in memory', () => {
  function sequencesOf(events: OrderStatusEvent[]): number[] {
    return events.map(({ sequence }) => sequence);
  }

  it('is empty at first, and misses nothing', () => {
    const log = new TestLog();
    expect(log).to.include({ last: 0, beginning: 0 });
    expect(log.read({ after: 0, upTo: 9 }, everything, 9)).to.deep.equal([]);
  });

  it('has an epoch of its own', () => {
    expect(new TestLog().epoch).to.not.equal(new TestLog().epoch);
  });

  it('gives back what was announced, whole', () => {
    const log = new TestLog();
    log.tell('a', 'CANCELLED');
    expect(log.read({ after: 0, upTo: 1 }, everything, 1)).to.deep.equal([
      {
        ...{ sequence: 1, orderId: 'a', orderStatus: 'CANCELLED', symbol: 'EURUSD', side: 'BUY' },
        ...{ quantity: 0.5, occurredAt: '1970-01-01T00:00:01.001Z' },
      },
    ]);
  });

  it('tells of an event when it holds it', () => {
    const log = new TestLog();
    const held: number[] = [];
    log.onAppend(({ sequence }) => {
      held.push(log.count({ after: sequence - 1, upTo: sequence }, everything));
    });
    log.tell('a');
    log.tell('b');
    expect(held).to.deep.equal([1, 1]);
  });

  it('reads a stretch, the wanted alone, and no more than asked for', () => {
    const log = new TestLog();
    for (const orderId of ['a', 'b', 'a', 'b', 'a']) log.tell(orderId);
    const ofA = (_: number, orderId: string) => orderId === 'a';
    expect(sequencesOf(log.read({ after: 1, upTo: 4 }, everything, 9))).to.deep.equal([2, 3, 4]);
    expect(sequencesOf(log.read({ after: 0, upTo: 5 }, ofA, 2))).to.deep.equal([1, 3]);
    expect(log.count({ after: 1, upTo: 5 }, ofA)).to.equal(2);
    expect(log.count({ after: 5, upTo: 9 }, everything)).to.equal(0);
  });

  it('finds its way where numbers are left out', () => {
    const log = new TestLog();
    for (const sequence of [3, 7, 8, 20]) log.tell('a', 'PENDING', sequence);
    expect(sequencesOf(log.read({ after: 5, upTo: 19 }, everything, 9))).to.deep.equal([7, 8]);
    expect(sequencesOf(log.read({ after: 8, upTo: 30 }, everything, 9))).to.deep.equal([20]);
  });

  it('forgets the oldest, and knows after which event nothing is missing', () => {
    const log = new TestLog(3);
    for (let count = 1; count <= 3; count++) log.tell('a');
    expect(log).to.include({ last: 3, beginning: 0 });
    for (let count = 4; count <= 8; count++) log.tell('a');
    expect(log).to.include({ last: 8, beginning: 5 });
    expect(sequencesOf(log.read({ after: 0, upTo: 8 }, everything, 9))).to.deep.equal([6, 7, 8]);
    expect(sequencesOf(log.read({ after: 6, upTo: 7 }, everything, 9))).to.deep.equal([7]);
  });
});
