import { topic } from '../evidence/memory';
import { io, type Socket } from 'socket.io-client';
import type {
  OrderStatusEvent,
  SubscribeAnswer,
  Subscribed,
  UnsubscribeAnswer,
} from '../contract/types';
import { FailureError, Mistake, type Failure } from '../contract/failure';
import { orTooLate } from '../evidence/patience';
import { deadlines } from '../run/settings/deadlines';
import { EventLog } from '../platform/event-log';
import type { Evidence } from '../evidence/evidence';

/** A time during which every event of a room was due at this subscriber. */
export interface Subscription {
  room: string;
  /** `performance.now()` when the platform had confirmed it. */
  from: number;
  /** `performance.now()` when it was given up; undefined while it lasts. */
  to?: number;
}

/** The ways to connect, by the words of the features. */
export const transports = {
  WebSocket: ['websocket'],
  'HTTP polling': ['polling'],
  'polling, then WebSocket': ['polling', 'websocket'],
} as const;
export type Transports = (typeof transports)[keyof typeof transports];

type Payload = { orderId: string } | undefined;

/** What a client asks for. */
export type Asking = 'subscribe' | 'unsubscribe';

/** The answer to a request for a subscription, or to its end. */
export type Reply = SubscribeAnswer | UnsubscribeAnswer;

/** The answers to the last request for a subscription, one for each who asked. */
export const replies = topic<Reply[]>('No subscription has been asked for');

/** A client of the platform's events, and what it has received. */
export class Subscriber {
  readonly log: EventLog;
  readonly subscriptions: Subscription[] = [];
  /** The answer to the last subscription that was confirmed. */
  confirmation: Subscribed | undefined;
  /** When that subscription was asked for, in `performance.now()` milliseconds. */
  askedAt = 0;
  /** Called as an event arrives, before anything else. */
  onEvent: (event: OrderStatusEvent) => void = () => undefined;
  private readonly socket: Socket;
  private connections = 0;

  /** @param connectOver how it connects; by default over a WebSocket at once */
  constructor(
    readonly name: string,
    readonly baseUrl: string,
    private readonly evidence: Evidence,
    private readonly connectOver: Transports = transports.WebSocket,
  ) {
    this.log = new EventLog(name);
    this.socket = io(baseUrl, {
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      transports: [...connectOver],
      timeout: deadlines.connection,
    });
    // Recovery appends the offset to every event: only the first argument is the payload.
    this.socket.on('order:status', (event: OrderStatusEvent) => this.receive(event));
    this.socket.on('disconnect', (reason) => evidence.note(name, `connection lost: ${reason}`));
  }

  /** Whether it lost its connection and has made another. */
  get hasReturned(): boolean {
    return this.connections > 1;
  }

  /** Whether it begins with HTTP polling. */
  get isPolling(): boolean {
    return this.connectOver[0] === 'polling';
  }

  get isConnected(): boolean {
    return this.socket.connected;
  }

  /** Whether the platform gave back the rooms and the missed events at the last connection. */
  get hasRecovered(): boolean {
    return this.socket.recovered;
  }

  async connect(): Promise<void> {
    if (this.socket.connected) throw new Mistake(`${this.name} is connected already.`);
    const connected = new Promise<string | undefined>((resolve) => {
      const refused = (error: Error) => resolve(error.message);
      this.socket.once('connect_error', refused).once('connect', () => {
        this.socket.off('connect_error', refused);
        resolve(undefined);
      });
      this.socket.connect();
    });
    const outcome = await orTooLate(connected, deadlines.connection);
    const reason = 'value' in outcome ? outcome.value : 'nothing';
    if (reason !== undefined) {
      this.socket.disconnect();
      throw this.silence(
        'nobody can connect over Socket.IO',
        'a connection',
        deadlines.connection,
        {
          seen: reason,
        },
      );
    }
    this.connections += 1;
    this.evidence.note(this.name, `connected${this.hasRecovered ? ', connection recovered' : ''}`);
    if (!this.hasRecovered) this.endSubscriptions();
  }

  private silence(sentence: string, due: string, ms: number, more: Partial<Failure>): FailureError {
    const expected = `${due} within ${ms} ms`;
    const about = { subscriber: this.name, details: [this.baseUrl] };
    return new FailureError([{ kind: 'silent', sentence, expected, ...about, ...more }]);
  }

  /** Asks for events. @returns the platform's answer, a refusal included */
  async subscribe(payload?: Payload): Promise<SubscribeAnswer> {
    return this.ask('subscribe', payload);
  }

  /** Wants no more events. @returns the platform's answer, a refusal included */
  async unsubscribe(payload?: Payload): Promise<UnsubscribeAnswer> {
    return this.ask('unsubscribe', payload);
  }

  /** Asks with any payload, right or wrong, and remembers what was granted. */
  async ask(name: 'subscribe', ...payload: unknown[]): Promise<SubscribeAnswer>;
  async ask(name: 'unsubscribe', ...payload: unknown[]): Promise<UnsubscribeAnswer>;
  async ask(name: Asking, ...payload: unknown[]): Promise<Reply>;
  async ask(name: Asking, ...payload: unknown[]): Promise<Reply> {
    const askedAt = performance.now();
    const answer = await this.request<Reply>(name, ...payload);
    if (!answer.ok) return answer;
    if (name === 'unsubscribe') this.endSubscriptions(answer.room);
    else {
      this.confirmation = answer as Subscribed;
      this.askedAt = askedAt;
      this.subscriptions.push({ room: answer.room, from: performance.now() });
    }
    return answer;
  }

  /**
   * Asks for the events of one order or of all, and for no answer; returns when the platform has
   * read the request.
   */
  async subscribeUnanswered(orderId?: string): Promise<void> {
    this.socket.emit('subscribe', ...(orderId === undefined ? [] : [{ orderId }]));
    this.evidence.note(this.name, 'subscribe, without an answer');
    await this.roundTrip();
    const room = orderId === undefined ? 'orders' : `order:${orderId}`;
    this.subscriptions.push({ room, from: performance.now() });
  }

  /** Sends a request with any payload and gives back the acknowledgement. */
  async request<Answer>(name: Asking, ...payload: unknown[]): Promise<Answer> {
    const sent = payload.filter((each) => each !== undefined);
    const said = sent.map((each) => JSON.stringify(each)).join(', ');
    const acknowledged = new Promise<unknown>((resolve) => {
      this.socket.emit(name, ...sent, resolve);
    });
    const outcome = await orTooLate(acknowledged, deadlines.event);
    if (!('value' in outcome))
      throw this.silence(`${name} is not answered`, 'an acknowledgement', deadlines.event, {
        seen: this.socket.connected ? 'none' : 'the connection is lost',
        details: [`${name} ${said}`],
      });
    const answer = outcome.value as Answer;
    this.evidence.note(this.name, `${name} ${said} → ${JSON.stringify(answer)}`);
    this.evidence.message(`answer to ${name}`, answer, sent);
    if (!isObject(answer))
      throw new FailureError([
        {
          ...{ kind: 'broken', clause: 'SIO-1', sentence: `the answer to ${name} is none` },
          ...{ expected: 'an object with ok', seen: JSON.stringify(answer), subscriber: this.name },
        },
      ]);
    return answer;
  }

  /**
   * Sees to it that whatever the platform sent to this connection up to now has arrived: an
   * answer travels behind it.
   */
  async roundTrip(): Promise<void> {
    await this.request('unsubscribe', { orderId: '00000000-0000-4000-8000-000000000000' });
  }

  /** The connection breaks, as when a network does: nobody says goodbye. It may be broken already. */
  async loseConnection(): Promise<void> {
    if (!this.socket.connected) return;
    const lost = new Promise<void>((resolve) => this.socket.once('disconnect', () => resolve()));
    this.socket.io.engine.close();
    await lost;
  }

  /** Leaves for good. */
  leave(): void {
    this.endSubscriptions();
    this.socket.disconnect();
  }

  private endSubscriptions(room?: string): void {
    for (const each of this.subscriptions)
      if (each.to === undefined && (room === undefined || each.room === room))
        each.to = performance.now();
  }

  private receive(event: OrderStatusEvent): void {
    if (!isObject(event)) {
      // The contract's check tells of it: there is nothing in it that anybody could wait for.
      this.evidence.note(this.name, `← ${JSON.stringify(event)}, which is no event`);
      this.evidence.message('order:status', event);
      return;
    }
    this.onEvent(event);
    this.evidence.event(this.name, event);
    this.log.record(event);
  }
}

/** Whether a message of the platform is one at all, which only its contract promises. */
function isObject(message: unknown): boolean {
  return typeof message === 'object' && message !== null;
}
