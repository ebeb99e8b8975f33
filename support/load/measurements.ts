import { figuresOf, type Figures } from './figures';
import { untrustworthyLag } from './event-loop-lag';
import type { OrderRecord } from './records';

/** What is measured of each order, in milliseconds, and which field of its record holds it. */
export const measures = {
  'response time': 'responseTime',
  'execution delay': 'executionDelay',
  'measurement error': 'measurementError',
  'cancellation time': 'cancellationTime',
} as const satisfies Record<string, keyof OrderRecord>;
export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];

/** The figures of a run. Durations are milliseconds. */
export interface Measurements {
  orders: number;
  accepted: number;
  executed: number;
  cancelled: number;
  /** Orders that were to be cancelled. */
  toCancel: number;
  /** Orders that were not accepted and cancels that failed, by kind: how many of each. */
  errors: Record<string, number>;
  /** Orders whose events did not come, and in what way: a name for each. */
  lost: Record<string, string[]>;
  /** From the first order sent to the last. */
  spread: number;
  /** From the first order sent to the last answer to a placement; undefined if there was none. */
  answeredWithin: number | undefined;
  /** Orders accepted in a second of that time. */
  acceptedPerSecond: number | undefined;
  /** The longest that this process was late to see what had happened. */
  lag: number;
  /** By how much the machine made this process late, all in all. */
  late: number;
  /** Whether the lag is small enough for the figures to be believed. */
  isTrustworthy: boolean;
  figures: Record<Measure, Figures>;
  /** Orders that should have a measurement and have none. */
  missing: Record<Measure, number>;
}

/**
 * Sums up a run.
 * @param lag the longest that this process was late to see something, in milliseconds
 * @param late how late the machine made it, all in all
 */
export function measurementsOf(
  records: readonly OrderRecord[],
  lag: number,
  late = lag,
): Measurements {
  const accepted = records.filter(({ orderId }) => orderId !== undefined);
  const answers = records.flatMap(({ answered }) => answered ?? []);
  const answeredWithin = answers.length > 0 ? Math.max(...answers) : undefined;
  const toCancel = records.filter(({ cancel }) => cancel !== undefined);
  return {
    orders: records.length,
    accepted: accepted.length,
    executed: records.filter(({ executedSeen }) => executedSeen !== undefined).length,
    cancelled: records.filter(({ cancelledSeen }) => cancelledSeen !== undefined).length,
    toCancel: toCancel.length,
    errors: counted([
      ...records.filter(({ orderId }) => orderId === undefined).map(({ outcome }) => outcome),
      ...toCancel
        .filter(({ cancel }) => cancel !== 'cancelled' && cancel !== 'too late')
        .map(({ cancel }) => `cancel: ${cancel}`),
    ]),
    lost: lostEvents(accepted),
    spread: Math.max(...records.map(({ sent }) => sent)),
    answeredWithin,
    acceptedPerSecond: answeredWithin && (accepted.length / answeredWithin) * 1000,
    lag,
    late,
    isTrustworthy: lag <= untrustworthyLag,
    figures: eachMeasure((measure) =>
      figuresOf(records.flatMap((record) => record[measures[measure]] ?? [])),
    ),
    missing: eachMeasure((measure) => records.filter((record) => lacks(record, measure)).length),
  };
}

/** Only what a successful cancel has stopped need not be executed. */
function lacks(record: OrderRecord, measure: Measure): boolean {
  if (record[measures[measure]] !== undefined) return false;
  const isCancelled = record.cancel === 'cancelled';
  if (measure === 'cancellation time') return isCancelled;
  return measure === 'response time' || !isCancelled;
}

function lostEvents(accepted: readonly OrderRecord[]): Record<string, string[]> {
  const withoutPending = accepted.filter(({ pendingSeen }) => pendingSeen === undefined);
  const withoutEnd = accepted.filter((record) => endSeen(record) === undefined);
  const final = (record: OrderRecord) => (record.cancel === 'cancelled' ? 'CANCELLED' : 'EXECUTED');
  return Object.fromEntries(
    [
      ['PENDING', withoutPending] as const,
      ['EXECUTED', withoutEnd.filter((record) => final(record) === 'EXECUTED')] as const,
      ['CANCELLED', withoutEnd.filter((record) => final(record) === 'CANCELLED')] as const,
    ]
      .filter(([, records]) => records.length > 0)
      .map(([status, records]) => [status, records.map(nameOf)]),
  );
}

function endSeen({ cancel, cancelledSeen, executedSeen }: OrderRecord): number | undefined {
  return cancel === 'cancelled' ? cancelledSeen : executedSeen;
}

function nameOf({ order, orderId }: OrderRecord): string {
  return `order ${order} (${orderId})`;
}

function counted(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function eachMeasure<Value>(valueOf: (measure: Measure) => Value): Record<Measure, Value> {
  return Object.fromEntries(measureNames.map((each) => [each, valueOf(each)])) as Record<
    Measure,
    Value
  >;
}
