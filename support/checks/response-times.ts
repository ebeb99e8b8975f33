import { expect } from 'chai';
import { stretched } from '../run/settings/deadlines';
import { oneOf } from '../tables/cells';
import { spread } from './orders';
import type { TimedAnswers } from '../actions/timing';

/** The columns of a table of limits; those that are left open do not matter. */
export const limitColumns = [
  'measure',
  'at least?: duration',
  'at most?: duration',
  'less than?: duration',
] as const;

export interface TimeLimit {
  measure: string;
  'at least'?: number | undefined;
  'at most'?: number | undefined;
  'less than'?: number | undefined;
}

/** What is measured: the figures held against the lower and the upper limits, in milliseconds. */
interface Measure {
  lowest: (timed: TimedAnswers) => number;
  highest: (timed: TimedAnswers) => number;
  /** The upper limit with what the way may cost; as it stands where this is left out. */
  withWay?: (ms: number, timed: TimedAnswers) => number;
}

const fastest = ({ times }: TimedAnswers) => Math.min(...times);
const difference = ({ times }: TimedAnswers) => spread(times);
const total = (timed: TimedAnswers) => timed.total;

const measures = {
  'every answer': {
    lowest: fastest,
    highest: ({ times }) => Math.max(...times),
    withWay: (ms, { overhead }) => ms + stretched(100) + 2 * overhead,
  },
  'the fastest answer': { lowest: fastest, highest: fastest },
  'slowest less fastest': { lowest: difference, highest: difference },
  'all answers together': {
    lowest: total,
    highest: total,
    withWay: (ms, { overhead }) => stretched(ms) + overhead,
  },
} satisfies Record<string, Measure>;
type MeasureName = keyof typeof measures;

/** The answers took as long as promised, and no longer but for what the way cost meanwhile. */
export function expectTimesWithin(timed: TimedAnswers, limits: readonly TimeLimit[]): void {
  for (const [index, { measure: name, ...limit }] of limits.entries()) {
    const place = `row ${index + 1}, measure`;
    const measure: Measure = measures[oneOf(place, name, Object.keys(measures) as MeasureName[])];
    const { 'at least': least, 'at most': most, 'less than': below } = limit;
    if (least === undefined && most === undefined && below === undefined)
      throw new Error(`${place}: "${name}" has no limit; it needs one of ${bounds.join(', ')}.`);
    const { lowest, highest, withWay = (ms: number) => ms } = measure;
    const shown = `milliseconds of ${name}`;
    if (least !== undefined) expect(lowest(timed), shown).to.be.at.least(least);
    if (most !== undefined) expect(highest(timed), shown).to.be.at.most(withWay(most, timed));
    if (below !== undefined) expect(highest(timed), shown).to.be.below(withWay(below, timed));
  }
}

const bounds = ['at least', 'at most', 'less than'];
