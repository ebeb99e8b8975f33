import type { Figures } from './figures';
import type { FullPlatform } from './measurements/full-platform';
import type { Cores } from './servers/cores';

/** How much is measured: more is more exact, and takes longer. */
export interface Effort {
  /** How often everything is measured, contenders in turn. */
  rounds: number;
  /** Divides the number of requests. */
  divisor: number;
}

export const FULL: Effort = { rounds: 4, divisor: 1 };

/** Shows that everything works; its figures say little. */
export const QUICK: Effort = { rounds: 1, divisor: 20 };

/** What the measurements share. */
export interface Bench {
  readonly effort: Effort;
  /** Undefined where processes cannot be pinned. */
  readonly cores: Cores | undefined;
  readonly figures: Figures;
  readonly fullPlatform: FullPlatform;
  /** Tells whoever watches what happens now. */
  say: (text: string) => void;
}

/** A part of the bench, by the name that `--only` knows it by. */
export interface Measurement {
  readonly name: string;
  readonly title: string;
  run: (bench: Bench) => Promise<void>;
}
