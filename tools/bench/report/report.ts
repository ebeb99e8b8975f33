import type { Figure, Summary } from '../figures';
import type { Outcome } from '../goals';
import type { Machine } from '../machine';

/** Everything that a run of the bench has found out; this is `bench.json`. */
export interface BenchReport {
  /** RFC 3339, UTC. */
  startedAt: string;
  durationSeconds: number;
  /** A quick run says little. */
  quick: boolean;
  machine: Machine;
  goals: Outcome[];
  measurements: MeasurementReport[];
}

/** What one measurement has found out. */
export interface MeasurementReport {
  name: string;
  title: string;
  figures: (Figure & Summary)[];
}
