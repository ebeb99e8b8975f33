import type { OrderStatusEvent, Since } from '../../support/contract/types';
import type { Confirmation } from './connections/connection';

/**
 * What a subscription means for what was missed: `complete` that all of it comes, `gap` that some
 * does not, `restarted` that the platform counts its events anew besides.
 */
export type Verdict = 'begun' | 'complete' | 'gap' | 'restarted';

/** How far a client has come in the events of its room, and whether it has all that it missed. */
export class Position {
  /** The last event that is accounted for; undefined where that is unknown. */
  private last: Since | undefined;
  private hasBegun = false;
  private isConfirmed = false;
  /** The latest event that came before the confirmation of this connection, if one did. */
  private early: number | undefined;
  /** Missed events that were promised and are still to come. */
  private owed = 0;
  /** Sequence of the last event before the subscription. */
  private end = 0;
  private missed = 0;

  /** Where to go on from; undefined where the platform has never said, or nobody can tell. */
  get since(): Since | undefined {
    return this.last;
  }

  /** How many missed events have come since the client was up to date. */
  get caughtUp(): number {
    return this.missed;
  }

  /** Whether everything has come that the platform has promised. */
  get isCaughtUp(): boolean {
    return this.isConfirmed && this.owed === 0;
  }

  /** To be called before the events that follow the confirmation are counted. */
  confirm({ epoch, sequence, replayed = 0, complete = false }: Confirmation): Verdict {
    const before = this.last;
    const verdict = this.judge(epoch, complete);
    this.hasBegun = this.isConfirmed = true;
    this.owed = replayed;
    this.end = Math.max(sequence, this.early ?? 0);
    // Were the connection lost before the missed events have come, they would be missed again.
    const reached = before !== undefined && before.epoch === epoch ? before.sequence : 0;
    this.last = epoch ? { epoch, sequence: replayed > 0 ? reached : this.end } : undefined;
    return verdict;
  }

  count({ sequence }: OrderStatusEvent): void {
    if (!this.isConfirmed) {
      this.early = sequence;
      return;
    }
    this.reach(sequence);
    if (this.owed === 0) return;
    this.missed += 1;
    this.owed -= 1;
    // What has happened to other orders meanwhile may have taken the sequence further.
    if (this.owed === 0) this.reach(Math.max(sequence, this.end));
  }

  /** The connection is lost. */
  lose(): void {
    if (this.isCaughtUp) this.missed = 0;
    // Whether it was a missed event or a later one nobody can tell any more.
    if (this.early !== undefined && !this.isConfirmed) this.last = undefined;
    this.early = undefined;
    this.isConfirmed = false;
  }

  private judge(epoch: string | undefined, complete: boolean): Verdict {
    if (!this.hasBegun) return 'begun';
    if (this.last === undefined) return 'gap';
    if (epoch !== this.last.epoch) return 'restarted';
    return complete ? 'complete' : 'gap';
  }

  private reach(sequence: number): void {
    if (this.last) this.last = { ...this.last, sequence };
  }
}
