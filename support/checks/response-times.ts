import { expect } from 'chai';
import { stretched } from '../run/settings/deadlines';
import { spread } from './orders';
import type { TimedAnswers } from '../actions/timing';

/** Every answer took as long as promised, and no longer but for what the way cost meanwhile. */
export function expectTimesBetween({ times, overhead }: TimedAnswers, min: number, max: number) {
  const way = stretched(100) + 2 * overhead;
  expect(Math.min(...times), 'milliseconds of the fastest answer').to.be.at.least(min);
  expect(
    Math.max(...times),
    `milliseconds of the slowest answer, ${way.toFixed(0)} for the way allowed`,
  ).to.be.at.most(max + way);
}

export function expectTimesToDiffer({ times }: TimedAnswers, ms: number): void {
  expect(spread(times), 'milliseconds between the fastest and the slowest').to.be.at.least(ms);
}

export function expectAllWithin({ total, overhead }: TimedAnswers, ms: number): void {
  expect(total, 'milliseconds from the first request to the last answer').to.be.at.most(
    stretched(ms) + overhead,
  );
}
