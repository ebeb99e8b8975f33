import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks at the clock. */
const resolution = 10;

/** Lag in milliseconds beyond which this process saw things too late for its figures to be trusted. */
export const untrustworthyLag = 100;

/**
 * Watches how late this process is to see what has happened.
 * @returns a function that ends the watch and gives the worst lag, in milliseconds
 */
export function watchEventLoop(): () => number {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  return () => {
    histogram.disable();
    // What is recorded is the whole time between two looks, so also the planned part of it.
    return Math.max(0, histogram.max / 1e6 - resolution);
  };
}
