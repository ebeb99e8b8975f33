/** The latest events that came, and what became of the connection, newest first. */
export class LiveEvents {
  /** @param {number} kept the most that is remembered */
  constructor(kept = 5000) {
    this.kept = kept;
    this.arrived = 0;
    this.entries = [];
  }

  /** One `order:status` event. */
  event(event) {
    this.#add({ ...event, at: Date.parse(event.occurredAt) });
  }

  /** Something that happened to the connection, in words. */
  notice(text) {
    this.#add({ notice: text, at: Date.now() });
  }

  latest() {
    return this.entries.toReversed();
  }

  #add(entry) {
    this.arrived += 1;
    this.entries.push({ key: this.arrived, ...entry });
    // Half as many again, so that a stream of events does not copy for each of them.
    if (this.entries.length > this.kept * 1.5) this.entries = this.entries.slice(-this.kept);
  }
}
