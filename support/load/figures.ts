import { max, mean, min, quantileSorted, sampleStandardDeviation } from 'simple-statistics';

/** The percentiles that are told, by their names. */
export const percentiles = {
  p50: 0.5,
  p66: 0.66,
  p75: 0.75,
  p80: 0.8,
  p90: 0.9,
  p95: 0.95,
  p98: 0.98,
  p99: 0.99,
  'p99.9': 0.999,
} as const;

/** Below so many measurements, nothing is known of the last one in a thousand. */
const enoughForLastInThousand = 1000;

export const statistics = [
  'average',
  'standard deviation',
  'minimum',
  ...(Object.keys(percentiles) as (keyof typeof percentiles)[]),
  'maximum',
] as const;
export type Statistic = (typeof statistics)[number];

/**
 * What can be said of a number of durations, in milliseconds. The standard deviation is that of a
 * sample (n − 1); percentiles are interpolated between the two nearest durations (type 7 of
 * Hyndman and Fan, as in spreadsheets' PERCENTILE.INC). What they are too few for is left out.
 */
export type Figures = { count: number } & Partial<Record<Statistic, number>>;

export function figuresOf(durations: readonly number[]): Figures {
  const count = durations.length;
  if (count === 0) return { count };
  const sorted = [...durations].sort((a, b) => a - b);
  const told = Object.entries(percentiles).filter(
    ([, share]) => share < 0.999 || count >= enoughForLastInThousand,
  );
  return {
    count,
    average: mean(sorted),
    ...(count > 1 && { 'standard deviation': sampleStandardDeviation(sorted) }),
    minimum: min(sorted),
    ...Object.fromEntries(told.map(([name, share]) => [name, quantileSorted(sorted, share)])),
    maximum: max(sorted),
  };
}
