import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Contender } from '../servers/server-process';

/** As much of an order's event as is looked at here. */
export interface StatusEvent {
  orderId: string;
  orderStatus: 'PENDING' | 'EXECUTED';
  quantity: number;
}

/** How long a connection that the server has closed takes to tell its client, at the very most. */
const CLOSES_WITHIN_MS = 10_000;

/** Sooner than any server asks. */
const SAYS_ALIVE_EVERY_MS = 5_000;

/** What a subscriber and a server say to each other. */
interface Protocol {
  path: string;
  /** What the client answers to a message, if anything. */
  reply: (message: string) => string | undefined;
  isSubscribed: (message: string) => boolean;
  /** Says that the client is still there, as the answer to a ping does. */
  sayAlive: (socket: WebSocket) => void;
  readEvent: (message: string) => StatusEvent | undefined;
}

/**
 * As much of Socket.IO (Engine.IO 4) as a subscriber needs. The client of Socket.IO itself would
 * be slower than what is measured, and slower than the client of the baseline without Socket.IO.
 */
const SOCKET_IO: Protocol = {
  path: '/socket.io/?EIO=4&transport=websocket',
  reply: (message) => {
    if (message.startsWith('0')) return '40'; // opened: connect to the main namespace
    if (message.startsWith('40')) return '420["subscribe"]'; // connected: with acknowledgement 0
    return message === '2' ? '3' : undefined; // ping: pong
  },
  isSubscribed: (message) => message.startsWith('430[{"ok":true'),
  sayAlive: (socket) => socket.send('3'),
  readEvent: (message) => {
    if (!message.startsWith('42["order:status"')) return undefined;
    return (JSON.parse(message.slice(2)) as [string, StatusEvent])[1];
  },
};

/** The platform's feed over plain WebSocket: it says what it has subscribed to, then its events. */
const FEED: Protocol = {
  path: '/ws',
  reply: () => undefined,
  isSubscribed: (message) => message.startsWith('{"type":"subscribed"'),
  sayAlive: (socket) => socket.pong(),
  readEvent: (message) => {
    if (!message.startsWith('{"type":"order:status"')) return undefined;
    return JSON.parse(message) as StatusEvent;
  },
};

const PLAIN: Protocol = {
  path: '/',
  reply: () => undefined,
  isSubscribed: () => false,
  sayAlive: (socket) => socket.pong(),
  readEvent: (message) => JSON.parse(message) as StatusEvent,
};

const PROTOCOLS: Record<Contender['protocol'], Protocol> = {
  'socket.io': SOCKET_IO,
  feed: FEED,
  ws: PLAIN,
};

/** Subscribers to all orders of one server. */
export class Subscribers {
  /** Called for each event that reaches a subscriber. */
  onDelivery: (event: StatusEvent) => void = () => {};
  private readonly sockets: WebSocket[] = [];
  private alive?: NodeJS.Timeout;

  private constructor(
    private readonly url: string,
    private readonly protocol: Protocol,
  ) {}

  /** @throws Error if one of them cannot subscribe */
  static async connect(
    { url, contender }: { url: string; contender: Contender },
    count: number,
  ): Promise<Subscribers> {
    const subscribers = new Subscribers(url, PROTOCOLS[contender.protocol]);
    const atOnce = 50;
    for (let left = count; left > 0; left -= atOnce) {
      await Promise.all(
        Array.from({ length: Math.min(left, atOnce) }, () => subscribers.connectOne()),
      );
    }
    return subscribers;
  }

  get count(): number {
    return this.sockets.length;
  }

  /**
   * They read nothing more. They still say that they are there, so that a server lets them go for
   * what waits for them, and not for want of a pong.
   */
  stopReading(): void {
    for (const socket of this.sockets) socket.pause();
    this.alive = setInterval(() => {
      for (const socket of this.sockets) {
        if (socket.readyState === WebSocket.OPEN) this.protocol.sayAlive(socket);
      }
    }, SAYS_ALIVE_EVERY_MS);
  }

  /** Reads what has come meanwhile, and counts the connections that the server has closed. */
  async countClosed(): Promise<number> {
    const ends = this.sockets.map(
      (socket) =>
        new Promise<void>((resolve) => {
          if (socket.readyState === WebSocket.CLOSED) resolve();
          else socket.once('close', () => resolve());
        }),
    );
    for (const socket of this.sockets) socket.resume();
    await Promise.race([Promise.all(ends), sleep(CLOSES_WITHIN_MS, undefined, { ref: false })]);
    return this.sockets.filter(({ readyState }) => readyState === WebSocket.CLOSED).length;
  }

  close(): void {
    clearInterval(this.alive);
    for (const socket of this.sockets) socket.terminate();
  }

  private connectOne(): Promise<void> {
    const { path, reply, isSubscribed, readEvent } = this.protocol;
    const socket = new WebSocket(this.url.replace('http', 'ws') + path, {
      perMessageDeflate: false,
    });
    this.sockets.push(socket);
    return new Promise((resolve, reject) => {
      socket.on('error', reject); // once it is subscribed, "close" tells enough
      if (this.protocol === PLAIN) socket.once('open', () => resolve());
      socket.on('message', (data: Buffer) => {
        const message = data.toString();
        const event = readEvent(message);
        if (event) return this.onDelivery(event);
        if (isSubscribed(message)) return resolve();
        const answer = reply(message);
        if (answer !== undefined) socket.send(answer);
      });
    });
  }
}
