const RETRY_MS = 1000;
/** What two monotonic clocks may differ by over a day. */
const CLOCK_MS = 100;

/**
 * Keeps orders and events up to date over one Socket.IO connection and REST: subscribes, reads the
 * list, and sees to it after every loss of the connection that nothing is shown that is not so.
 */
export class LiveFeed {
  #readRound = 0;
  /** Since when the platform that is there now has been known; by `now`. */
  #knownSince;
  #lost = false;

  /**
   * @param {object} parts
   * @param parts.socket a Socket.IO client that has not connected yet
   * @param {(path: string) => Promise<any>} parts.read the JSON at a path of the platform
   * @param {import('./live-orders.mjs').LiveOrders} parts.orders
   * @param {import('./live-events.mjs').LiveEvents} parts.events
   * @param {(state: 'connecting' | 'live' | 'lost', text: string) => void} parts.tell
   * @param {() => void} parts.changed called after anything has changed
   * @param {() => number} parts.now milliseconds of a monotonic clock
   */
  constructor({ socket, read, orders, events, tell, changed, now = () => performance.now() }) {
    Object.assign(this, { socket, read, orders, events, tell, changed, now });
  }

  start() {
    const { socket, orders } = this;
    socket.on('connect', () => {
      // Recovered: the platform still has the subscription and sends what was missed.
      if (socket.recovered && this.#readRound === orders.round)
        this.#live('The connection is back, and nothing was missed');
      else void this.#subscribe(orders.startOver());
    });
    socket.on('disconnect', () => {
      this.#loses('Connection lost');
      this.tell('lost', 'Connection lost, trying again…');
    });
    socket.on('connect_error', () => {
      this.#loses('The platform does not answer');
      this.tell('lost', 'The platform does not answer, trying again…');
    });
    for (const end of ['disconnect', 'connect_error'])
      socket.on(end, () => {
        // Where the platform itself ended the connection, the client does not try again by itself.
        if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS);
      });
    socket.on('order:status', (event) => {
      orders.event(event);
      this.events.event(event);
      this.changed();
    });
    socket.connect();
  }

  /** Subscribes first and reads the list then: what happens in between comes as an event. */
  async #subscribe(round) {
    this.tell('connecting', 'Connected, subscribing…');
    const { socket, orders } = this;
    const isCurrent = () => socket.connected && round === orders.round;
    while (isCurrent()) {
      try {
        const restarted = await this.#isRestarted();
        const answer = await socket.timeout(5000).emitWithAck('subscribe', {});
        if (!answer.ok) throw new Error(`The subscription was refused: ${answer.error}`);
        const list = await this.read('/orders?limit=1000');
        if (!isCurrent()) return;
        orders.list(list, round);
        this.#readRound = round;
        this.#live(
          restarted
            ? 'The platform was restarted: the orders it had before are gone'
            : 'The connection is back: some events were missed, and the orders were read again',
        );
      } catch (error) {
        if (!isCurrent()) return;
        this.tell('connecting', `${error.message}, trying again…`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        continue;
      }
      return;
    }
  }

  /** Whether the platform has been running for less time than this page has known one. */
  async #isRestarted() {
    const asked = this.now();
    const { uptimeSeconds } = await this.read('/health');
    const known = asked - (this.#knownSince ?? asked);
    const restarted = uptimeSeconds * 1000 + CLOCK_MS < known;
    if (restarted || this.#knownSince === undefined) this.#knownSince = asked;
    return restarted;
  }

  #loses(text) {
    if (!this.#lost) this.events.notice(text);
    this.#lost = true;
    this.changed();
  }

  #live(afterLoss) {
    this.tell('live', this.#lost ? `Live. ${afterLoss}.` : 'Live');
    if (this.#lost) this.events.notice(afterLoss);
    this.#lost = false;
    this.changed();
  }
}
