import { platformOrPlain } from './platform/platform-under-test';

/**
 * How long the suite waits: the one place for it. Every figure is in milliseconds and comes from
 * the wire contract. A DEADLINE_FACTOR above 1 stretches the waits for slow machines, and what a
 * promise allows at most; one below 1 gives up sooner on what is overdue, and leaves the promises
 * as they are.
 */

const { endpointDelay, executionDelay, deadlineFactor: factor } = platformOrPlain();

/** The contract's own figures, unless the platform under test has others. */
export const promised = {
  /** Each of the four endpoints answers after a random delay in this range. */
  endpointDelay,
  /** From PENDING to EXECUTED. */
  executionDelay,
} as const;

/** A duration that is promised at most, stretched for this machine. */
export function stretched(ms: number): number {
  return ms * Math.max(1, factor);
}

/** Time given to something that is due already. */
function patience(ms: number): number {
  return ms * factor;
}

export const deadlines = {
  /** An answer over REST: the longest promised delay, and room for a busy machine. */
  answer: stretched(promised.endpointDelay.max) + patience(9_000),
  /** An event or an acknowledgement that is due at once. */
  event: patience(5_000),
  /** A connection over Socket.IO. */
  connection: patience(10_000),
  /** A platform's start, from its process to the port that it listens on. */
  start: stretched(45_000),
  /** A browser's start, which reads a great deal from the disk the first time. */
  browser: patience(30_000),
  /** A page's answer to being opened, clicked or typed into. */
  page: patience(30_000),
  /** The EXECUTED event of an order, counted from its placement. */
  execution: stretched(promised.executionDelay.max) + patience(5_000),
  /** The search for the smallest of the generated inputs that break a promise. */
  shrinking: patience(20_000),
  /** A whole step, after which Cucumber gives up; every other deadline ends before it. */
  step: stretched(60_000),
  /** A step that goes on for as long as the feature says, up to a few minutes. */
  longStep: stretched(240_000),
} as const;
