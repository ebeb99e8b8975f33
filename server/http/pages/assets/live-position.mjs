/**
 * How far this page has come in the platform's events: what to ask for when a connection is made,
 * and whether everything that was missed has come. No network and no page in here.
 */
export class LivePosition {
  /** Epoch and sequence of the last event that is accounted for; undefined where that is unknown. */
  #last;
  #hasBegun = false;
  /** @type {'away' | 'asking' | 'subscribed'} as of this connection */
  #state = 'away';
  /** Whether the last connection was lost with its subscription. */
  #canRecover = false;
  /** Events that came without an answer that says where they belong. */
  #early = { count: 0, sequence: 0 };
  /** Missed events that the answer has promised and that are still to come. */
  #owed = 0;
  /** Sequence of the last event before the subscription. */
  #end = 0;
  /** How many events of the latest absence have come. */
  caughtUp = 0;

  /** A connection was made: what to subscribe with. */
  ask() {
    this.#state = 'asking';
    this.#canRecover = false;
    this.#early = { count: 0, sequence: 0 };
    return this.#last ? { since: this.#last } : {};
  }

  /**
   * The answer to that. To be called before the events that follow it are.
   *
   * @returns {'begun' | 'complete' | 'gap' | 'restarted'} whether all that was missed comes now;
   *   `restarted` is a gap too: the platform counts its events anew
   */
  answer({ epoch, sequence, replayed = 0, complete = false }) {
    const since = this.#last;
    const isSame = since !== undefined && since.epoch === epoch;
    const verdict = this.#verdict(isSame, complete);
    this.#state = 'subscribed';
    this.#hasBegun = true;
    this.#owed = replayed;
    this.#end = Math.max(sequence, this.#early.sequence);
    // Not the end yet: were the connection lost before the missed events have come, they would be.
    const reached = isSame ? since.sequence : 0;
    this.#last = epoch && { epoch, sequence: replayed > 0 ? reached : this.#end };
    return verdict;
  }

  /** The platform has kept the subscription. @returns whether it had been answered before */
  recover() {
    if (!this.#canRecover) return false;
    this.#state = 'subscribed';
    const { count, sequence } = this.#early;
    this.caughtUp += count;
    if (count > 0) this.#reach(sequence);
    return true;
  }

  event({ sequence }) {
    if (this.#state !== 'subscribed') {
      this.#early = { count: this.#early.count + 1, sequence };
      return;
    }
    this.#reach(sequence);
    if (this.#owed === 0) return;
    this.caughtUp += 1;
    this.#owed -= 1;
    // What has happened since to other orders may have taken the sequence further.
    if (this.#owed === 0) this.#reach(Math.max(sequence, this.#end));
  }

  /** The connection was lost, or could not be made again. */
  lose() {
    if (this.#state === 'subscribed') {
      if (this.#owed === 0) this.caughtUp = 0;
      this.#canRecover = true;
      // Socket.IO sends again what was under way.
      this.#owed = 0;
    }
    // Whether they were missed events or later ones nobody can tell any more.
    if (this.#state === 'asking' && this.#early.count > 0) this.#last = undefined;
    this.#early = { count: 0, sequence: 0 };
    this.#state = 'away';
  }

  /** Whether the platform has confirmed the subscription of this connection. */
  get isSubscribed() {
    return this.#state === 'subscribed';
  }

  /** Whether, besides, every missed event that it has promised has come. */
  get isCaughtUp() {
    return this.isSubscribed && this.#owed === 0;
  }

  #verdict(isSame, complete) {
    if (!this.#hasBegun) return 'begun';
    if (!this.#last) return 'gap';
    if (!isSame) return 'restarted';
    return complete ? 'complete' : 'gap';
  }

  #reach(sequence) {
    if (this.#last) this.#last = { ...this.#last, sequence };
  }
}
