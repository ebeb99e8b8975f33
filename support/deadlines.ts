import { readDeadlineFactor } from './run/deadline-factor';

/**
 * How long the suite waits: the one place for it. Every figure is in milliseconds and comes from
 * the wire contract; DEADLINE_FACTOR stretches the waits for slow machines, not the promises'
 * lower bounds.
 */

/** The contract's own figures. */
export const promised = {
  /** Each of the four endpoints answers after a random delay in this range. */
  endpointDelay: { min: 100, max: 1000 },
  /** From PENDING to EXECUTED. */
  executionDelay: { min: 1500, max: 2500 },
} as const;

const factor = readDeadlineFactor(process.env.DEADLINE_FACTOR);

/** A duration that a feature or a caller states, stretched for this machine. */
export function stretched(ms: number): number {
  return ms * factor;
}

export const deadlines = {
  /** An answer over REST: the longest promised delay, and room for a busy machine. */
  answer: stretched(10_000),
  /** An event or an acknowledgement that is due at once. */
  event: stretched(5_000),
  /** A connection over Socket.IO. */
  connection: stretched(10_000),
  /** The EXECUTED event of an order, counted from its placement. */
  execution: stretched(promised.executionDelay.max + 5_000),
  /** A whole step, after which Cucumber gives up; every other deadline ends before it. */
  step: stretched(60_000),
} as const;
