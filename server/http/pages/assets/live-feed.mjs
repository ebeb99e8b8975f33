import { LivePosition } from './live-position.mjs';

const RETRY_MS = 1000;
const ANSWER_MS = 5000;

/**
 * Keeps orders and events up to date over one Socket.IO connection and REST: subscribes, reads the
 * list, and sees to it after every loss of the connection that nothing is shown that is not so.
 */
export class LiveFeed {
  #position = new LivePosition();
  /** How the page came to what it shows; a gap stays one until the orders have been read. */
  #verdict = 'begun';
  #isRead = false;
  #isLive = false;
  #wasLost = false;
  /** Why this page ended the connection by itself. */
  #trouble = '';

  /**
   * @param {object} parts
   * @param parts.socket a Socket.IO client that has not connected yet
   * @param {(path: string) => Promise<any>} parts.read the JSON at a path of the platform
   * @param {import('./live-orders.mjs').LiveOrders} parts.orders
   * @param {import('./live-events.mjs').LiveEvents} parts.events
   * @param {(state: 'connecting' | 'live' | 'lost', text: string) => void} parts.tell
   * @param {() => void} parts.changed called after anything has changed
   */
  constructor({ socket, read, orders, events, tell, changed }) {
    Object.assign(this, { socket, read, orders, events, tell, changed });
  }

  start() {
    const { socket } = this;
    socket.on('connect', () => {
      // Recovered: the platform has kept the subscription, and sends what was missed by itself.
      if (socket.recovered) this.#position.recover();
      this.#subscribe();
    });
    socket.on('disconnect', () => this.#lose(this.#trouble || 'Connection lost'));
    socket.on('connect_error', () => this.#lose('The platform does not answer'));
    socket.on('order:status', (event) => {
      this.orders.event(event);
      this.events.event(event);
      this.#position.event(event);
      if (this.#isRead) this.#settle();
      this.changed();
    });
    socket.connect();
  }

  #subscribe() {
    const { socket } = this;
    this.tell('connecting', 'Connected, subscribing…');
    // Called back, not awaited: events that come with the answer would be handled before it.
    socket.timeout(ANSWER_MS).emit('subscribe', this.#position.ask(), (error, answer) => {
      if (!socket.connected) return;
      if (!error && answer.ok) return this.#subscribed(answer);
      this.#trouble = error
        ? 'The subscription was not answered'
        : `The subscription was refused: ${answer.error}`;
      socket.disconnect();
    });
  }

  #subscribed(answer) {
    const verdict = this.#position.answer(answer);
    if (verdict === 'complete') {
      // All that was missed comes, so what has been read, or is being read, stays true.
      if (this.#isRead) this.#verdict = verdict;
      return this.#settle();
    }
    this.#verdict = verdict;
    if (verdict !== 'begun') this.events.notice(GAP);
    void this.#readOrders();
    this.changed();
  }

  /** Subscribed before: what happens while the list is read comes as an event. */
  async #readOrders() {
    const round = this.orders.startOver();
    this.#isRead = false;
    this.#settle();
    let list;
    while (list === undefined) {
      try {
        list = await this.read('/orders?limit=1000');
      } catch (error) {
        if (round === this.orders.round) this.#settle(`${error.message}, trying again…`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
      if (round !== this.orders.round) return; // another has begun since
    }
    this.orders.list(list, round);
    this.#isRead = true;
    this.#settle();
    this.changed();
  }

  /** Tells how far it is, and that the page is live as soon as everything is there. */
  #settle(trouble = '') {
    if (this.#isLive || !this.#position.isSubscribed) return;
    if (!this.#isRead) {
      const reading = this.#verdict === 'begun' ? 'Reading the latest orders' : GAP;
      this.tell('connecting', `${reading}… ${trouble}`.trim());
    } else if (this.#position.isCaughtUp) this.#live();
    else this.tell('connecting', 'Catching up with what was missed…');
  }

  #live() {
    this.#isLive = true;
    const text = this.#wasLost ? outcome(this.#verdict, this.#position.caughtUp) : '';
    this.tell('live', text ? `Live. ${text}.` : 'Live');
    if (this.#wasLost) this.events.notice(text || 'Connected');
    this.#wasLost = false;
    this.changed();
  }

  #lose(text) {
    const { socket } = this;
    this.#position.lose();
    this.#trouble = '';
    this.#isLive = false;
    if (!this.#wasLost) this.events.notice(text);
    this.#wasLost = true;
    this.tell('lost', `${text}, trying again…`);
    this.changed();
    // Where the connection was ended on purpose, the client does not try again by itself.
    if (!socket.active) setTimeout(() => socket.connect(), RETRY_MS);
  }
}

const GAP = 'There is a gap: reading the orders again';

function outcome(verdict, caughtUp) {
  if (verdict === 'begun') return '';
  if (verdict === 'gap') return 'There was a gap: the orders were read again';
  if (verdict === 'restarted')
    return 'There was a gap: the platform was restarted, and the orders were read again';
  const many = caughtUp === 1 ? '1 event was caught up' : `${caughtUp} events were caught up`;
  return `Nothing was missed${caughtUp > 0 ? `: ${many}` : ''}`;
}
