import { claim } from '../contract/claims';
import type { ClauseId } from '../contract/clauses';
import { Mistake } from '../contract/failure';
import { clauseOfEndpoint } from '../contract/whose-clause';
import { claimAtMost } from './limits';
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
  'the fastest answer': {
    lowest: fastest,
    highest: fastest,
    withWay: (ms, { overhead }) => stretched(ms) + overhead,
  },
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
      throw new Mistake(`${place}: "${name}" has no limit; it needs one of ${bounds.join(', ')}.`);
    const { lowest, highest, withWay = (ms: number) => ms } = measure;
    const clause = clauseOf(name, timed);
    if (least !== undefined)
      claim(clause, tooLittle[name as MeasureName], lowest(timed) >= least, {
        ...{ expected: `${least} ms or more`, seen: `${lowest(timed).toFixed(0)} ms` },
      });
    const error = name === 'the fastest answer' ? timed.late / timed.times.length : timed.late;
    const measured = { ms: highest(timed), error };
    for (const each of [most, below])
      if (each !== undefined)
        claimAtMost(clause, tooMuch[name as MeasureName], measured, withWay(each, timed));
  }
}

function clauseOf(measure: string, { endpoint }: TimedAnswers): ClauseId {
  if (measure === 'all answers together') return 'TIME-2';
  return measure === 'the fastest answer' ? clauseOfEndpoint('GET', endpoint) : 'TIME-1';
}

const tooLittle: Record<MeasureName, string> = {
  'every answer': 'an answer comes too early',
  'the fastest answer': 'an answer comes too early',
  'slowest less fastest': 'the answers of an endpoint take times that do not differ',
  'all answers together': 'requests at the same time are answered too early',
};

const tooMuch: Record<MeasureName, string> = {
  'every answer': 'an answer comes too late',
  'the fastest answer': 'a path that is not delayed is not answered at once',
  'slowest less fastest': 'the answers of an endpoint take times that differ too much',
  'all answers together': 'requests at the same time are not answered together',
};

const bounds = ['at least', 'at most', 'less than'];
