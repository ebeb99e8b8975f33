import { max, mean, min, quantileSorted, sampleStandardDeviation } from 'simple-statistics';

/** What can be said of a number of durations, in milliseconds. */
export interface Figures {
  count: number;
  average: number;
  /** Of a sample (n − 1). */
  'standard deviation': number;
  minimum: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  maximum: number;
}

export const statistics = [
  'average',
  'standard deviation',
  'minimum',
  'p50',
  'p90',
  'p95',
  'p99',
  'maximum',
] as const satisfies readonly (keyof Figures)[];

/** @throws Error when there are fewer than two durations to speak of */
export function figuresOf(durations: readonly number[]): Figures {
  if (durations.length < 2)
    throw new Error(`${durations.length} measurements are too few for a standard deviation.`);
  const sorted = [...durations].sort((a, b) => a - b);
  const quantile = (p: number) => quantileSorted(sorted, p);
  return {
    count: sorted.length,
    average: mean(sorted),
    'standard deviation': sampleStandardDeviation(sorted),
    minimum: min(sorted),
    p50: quantile(0.5),
    p90: quantile(0.9),
    p95: quantile(0.95),
    p99: quantile(0.99),
    maximum: max(sorted),
  };
}
