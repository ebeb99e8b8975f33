/**
 * How far this page has come in the events of all orders: what to ask for when a connection is
 * made, and whether everything that was missed has come. No network and no page in here.
 */
export class LivePosition {
  /** Epoch and sequence of the last event that is accounted for; undefined where that is unknown. */
  #last;
  #hasBegun = false;
  /**
   * `lost` is a subscription that the platform may have kept; `recovering` one that it has kept,
   * of which is not known yet how much was missed.
   *
   * @type {'none' | 'asking' | 'subscribed' | 'lost' | 'recovering'}
   */
  #state = 'none';
  /** The latest event that came before the answer to the subscription, if one did. */
  #early;
  /** Sequence of the last event that was missed. */
  #end = 0;
  /** How many events of the latest absence have come. */
  caughtUp = 0;

  /** A connection was made to which the platform brings the subscription. @returns whether there is one */
  recover() {
    if (this.#state !== 'lost') return false;
    this.#state = 'recovering';
    return true;
  }

  /** A connection was made: what to subscribe with. */
  ask() {
    if (this.#state === 'recovering') return {}; // to hear how far the events are
    this.#state = 'asking';
    this.#early = undefined;
    return this.#last ? { since: this.#last } : {};
  }

  /**
   * The answer to that. To be called before the events that follow it are.
   *
   * @returns {'begun' | 'complete' | 'gap' | 'restarted'} whether all that was missed comes;
   *   `restarted` is a gap too: the platform counts its events anew
   */
  answer({ epoch, sequence, replayed = 0, complete = this.#state === 'recovering' }) {
    const verdict = this.#verdict(epoch, complete);
    const isRecovered = this.#state === 'recovering';
    this.#state = 'subscribed';
    this.#hasBegun = true;
    this.#end = verdict === 'complete' ? sequence : 0;
    if (isRecovered) return verdict;
    // Were the connection lost before the missed events have come, they would be missed again.
    const before = this.#last?.epoch === epoch ? this.#last.sequence : 0;
    const reached = replayed > 0 ? before : sequence;
    this.#last = { epoch, sequence: Math.max(reached, this.#early ?? 0) };
    return verdict;
  }

  event({ sequence }) {
    if (this.#state === 'asking') {
      this.#early = sequence;
      return;
    }
    if (!this.isCaughtUp) this.caughtUp += 1;
    if (this.#last) this.#last = { ...this.#last, sequence };
  }

  /** The connection was lost, or could not be made again. */
  lose() {
    if (this.isCaughtUp) this.caughtUp = 0;
    if (this.#state === 'asking') {
      // Whether it was a missed event or a later one nobody can tell any more.
      if (this.#early !== undefined) this.#last = undefined;
      this.#state = 'none';
    } else if (this.#state !== 'none') this.#state = 'lost';
  }

  /** Whether the platform has confirmed the subscription of this connection. */
  get isSubscribed() {
    return this.#state === 'subscribed';
  }

  /** Whether, besides, everything that was missed has come. */
  get isCaughtUp() {
    return this.isSubscribed && (this.#last?.sequence ?? Infinity) >= this.#end;
  }

  #verdict(epoch, complete) {
    if (!this.#hasBegun) return 'begun';
    if (!this.#last) return 'gap';
    if (epoch !== this.#last.epoch) return 'restarted';
    return complete ? 'complete' : 'gap';
  }
}
