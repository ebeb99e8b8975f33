import { randomInt } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A random number from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** A range of whole milliseconds, both ends included. */
export interface DelayRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One stream a delay, so that how many requests are made does not change when orders execute. */
export interface RandomStreams {
  readonly endpoint: Random;
  readonly execution: Random;
}

/** @param seed a 32-bit integer that makes both streams repeatable; without it they are not */
export function createRandom(seed = randomInt(2 ** 31)): RandomStreams {
  const endpoint = xoroshiro128plus(seed);
  const execution = endpoint.clone();
  execution.jump();
  return {
    endpoint: () => uniformFloat64(endpoint),
    execution: () => uniformFloat64(execution),
  };
}

/** @returns a function that draws a delay in whole milliseconds, uniform over the range */
export function createDelay({ fromMs, toMs }: DelayRange, random: Random): () => number {
  return () => fromMs + Math.floor(random() * (toMs - fromMs + 1));
}
