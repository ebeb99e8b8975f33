import type {
  OrderStatusEvent,
  Since,
  SubscribeAnswer,
  Subscribed,
  UnsubscribeAnswer,
} from '../contract/types';
import type { ClauseId } from '../contract/clauses';
import { FailureError, Mistake, type Failure } from '../contract/failure';
import { isTooLateToTell, orTooLate } from '../evidence/patience';
import { topic } from '../evidence/memory';
import type { Evidence } from '../evidence/evidence';
import { deadlines } from '../run/settings/deadlines';
import { transportOfThisRun } from '../run/settings/settings';
import type { Access } from '../platform/access';
import { EventLog } from '../platform/event-log';
import type { Asking, Connection, End, Outcome, Reply } from '../platform/connections/connection';
import { Network } from '../platform/connections/network';
import { SocketIoConnection } from '../platform/connections/socket-io-connection';
import { plainWebSocket, type Transport } from '../platform/connections/transports';
import { WebSocketConnection } from '../platform/connections/websocket-connection';

export type { Asking, Reply } from '../platform/connections/connection';

/** A time during which every event of a room was due at this subscriber. */
export interface Subscription {
  room: string;
  /** `performance.now()` when the platform had confirmed it. */
  from: number;
  /** `performance.now()` when it was given up; undefined while it lasts. */
  to?: number;
  /** The sequence after which every event of the room is due, where the platform has said it. */
  after?: number;
  /** When it was asked for, where nothing earlier was asked for with it. */
  beginsAfter?: number;
}

type Payload = { orderId?: string; since?: Since } | undefined;

/** How a subscriber connects. */
export interface WayToConnect {
  transport?: Transport | undefined;
  /** Whether its connections pass a network that can fail. */
  hasNetwork?: boolean;
  /** Whether it answers pings, as every client has to. */
  answersPings?: boolean;
}

/** A reply to a request for a subscription, or to its end, and who asked. */
export interface Answered {
  subscriber: Subscriber;
  reply: Reply;
}

/** The answers to the last request for a subscription, one for each who asked. */
export const replies = topic<Answered[]>('No subscription has been asked for');

/** What a subscriber speaks where nothing is said. */
const defaults = { 'socket.io': 'WebSocket', websocket: plainWebSocket } as const;

/** The clauses that promise the same of each transport. */
const promises = {
  socketIo: { confirmation: 'SIO-1', beginning: 'SIO-2', refusal: 'EVENT-6', comingBack: 'SIO-4' },
  plain: { confirmation: 'WS-1', beginning: 'WS-1', refusal: 'WS-3', comingBack: 'REPLAY-1' },
} as const satisfies Record<string, Record<string, ClauseId>>;

/** A client of the platform's events, and what it has received, whatever it speaks. */
export class Subscriber {
  readonly log: EventLog;
  readonly subscriptions: Subscription[] = [];
  /** The answer to the last subscription that was confirmed. */
  confirmation: Subscribed | undefined;
  /** After which event it wanted to go on, if it said so in that subscription. */
  since: Since | undefined;
  /** When that subscription was asked for, in `performance.now()` milliseconds. */
  askedAt = 0;
  /** Called as an event arrives, before anything else. */
  onEvent: (event: OrderStatusEvent) => void = () => undefined;
  /** Of who came back, or asked for what was missed, the clause by which nothing is missing. */
  returnedBy: ClauseId | undefined;
  readonly transport: Transport;
  private readonly way: WayToConnect;
  private connection: Connection | undefined;
  private network: Network | undefined;
  private connections = 0;
  /** How far it has come: the last event that it has had, or what its first answer said. */
  private position: Since | undefined;
  /** Whether nothing has been asked yet over the present connection. */
  private isFresh = true;
  private lastOrderId: string | undefined;
  private ended: { promise: Promise<End>; resolve: (end: End) => void } = signal();

  constructor(
    readonly name: string,
    private readonly access: Access,
    private readonly evidence: Evidence,
    way: WayToConnect = {},
  ) {
    this.log = new EventLog(name);
    this.way = way;
    this.transport = way.transport ?? defaults[transportOfThisRun()];
  }

  /** The platform whose events it gets. */
  get baseUrl(): string {
    return this.access.baseUrl;
  }

  /** Whether it lost its connection and has made another. */
  get hasReturned(): boolean {
    return this.connections > 1;
  }

  /** Whether it begins with HTTP polling. */
  get isPolling(): boolean {
    return this.connection?.isPolling ?? false;
  }

  get isConnected(): boolean {
    return this.connection?.isOpen ?? false;
  }

  /** Whether the platform gave back the rooms and the missed events at the last connection. */
  get hasRecovered(): boolean {
    return this.connection?.hasRecovered ?? false;
  }

  /** Whether it speaks plain WebSocket, where to connect and to subscribe is one. */
  get isPlain(): boolean {
    return this.transport === plainWebSocket;
  }

  /** The clauses that promise it an answer, where it begins, a refusal, and what it missed. */
  get promises() {
    return this.isPlain ? promises.plain : promises.socketIo;
  }

  /** Connects over Socket.IO; over plain WebSocket, where to ask is to connect, there is nothing to do yet. */
  async connect(): Promise<void> {
    const connection = await this.openConnection();
    if (!connection.isOpenedByAsking && !this.hasRecovered) this.endSubscriptions();
  }

  private async openConnection(): Promise<Connection> {
    if (this.isConnected) throw new Mistake(`${this.name} is connected already.`);
    this.connection ??= await this.makeConnection();
    const { connection } = this;
    this.ended = signal();
    this.isFresh = true;
    if (connection.isOpenedByAsking) return connection;
    const outcome = await orTooLate(connection.open(), deadlines.connection);
    const unopened = 'value' in outcome ? outcome.value : { reason: 'nothing', isAnswered: false };
    if (unopened !== undefined) {
      connection.leave();
      throw this.silence(
        'nobody can connect over Socket.IO',
        'a connection',
        deadlines.connection,
        {
          ...('waited' in outcome &&
            isTooLateToTell(outcome.waited) && { kind: 'unjudged' as const }),
          ...(unopened.isAnswered && { kind: 'broken', clause: this.promises.confirmation }),
          seen: unopened.reason,
        },
      );
    }
    this.isFresh = !this.hasRecovered;
    this.isBack(this.hasRecovered ? ', connection recovered' : '');
    return connection;
  }

  private isBack(how: string): void {
    this.connections += 1;
    if (this.hasReturned) this.returnedBy = this.promises.comingBack;
    this.evidence.note(this.name, `connected${how}`);
  }

  private async makeConnection(): Promise<Connection> {
    const { access, evidence, name, way, transport } = this;
    if (way.hasNetwork) this.network = await Network.to(access);
    const agent = this.network?.agent;
    const listener = {
      event: (event: unknown) => this.receive(event),
      lost: (end: End) => {
        evidence.note(name, `connection lost: ${end.reason}`);
        this.ended.resolve(end);
      },
    };
    return transport === plainWebSocket
      ? new WebSocketConnection(access, evidence, listener, name, {
          agent,
          answersPings: way.answersPings ?? true,
        })
      : new SocketIoConnection(access, evidence, listener, transport, agent);
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
    const asked = payload[0] as Payload | null;
    return this.request(name, payload, (reply) => {
      if (!reply.ok) return;
      if (name === 'unsubscribe') return this.endSubscriptions(reply.room);
      this.askedAt = askedAt;
      this.lastOrderId = asked?.orderId;
      this.confirmed(reply as Subscribed, placeIn(asked?.since));
    });
  }

  /** Comes back after a loss, in the way that its transport has for that. */
  async comeBack(): Promise<void> {
    if (this.isPlain) await this.comeBackAsking();
    else await this.connect();
  }

  /** Comes back and says that it has had another event than its last. */
  async comeBackPretending(offset: (last: string) => string): Promise<void> {
    this.connection?.pretend(offset);
    await this.connect();
  }

  /**
   * Comes back, and unless the connection was recovered asks for the same again, and for what it
   * has missed.
   */
  async comeBackAsking(): Promise<void> {
    await this.openConnection();
    if (this.hasRecovered) return;
    const { lastOrderId: orderId, position: since } = this;
    const reply = await this.subscribe({
      ...(orderId !== undefined && { orderId }),
      ...(since && { since }),
    });
    if (!reply.ok) throw this.refused(reply.error, orderId);
  }

  /** A subscription was refused that makes sense. */
  refused(error: string, order?: string): FailureError {
    return new FailureError([
      {
        ...{ kind: 'broken', clause: this.promises.confirmation },
        sentence: 'a subscription that makes sense is refused',
        ...{ expected: 'a confirmation', seen: error, subscriber: this.name, order },
      },
    ]);
  }

  /** Called as the answer arrives, so that whatever comes behind it finds everything in its place. */
  private confirmed(answer: Subscribed, since: Since | undefined): void {
    const { room, epoch, sequence } = answer;
    this.confirmation = answer;
    this.since = since;
    const goesOn = since?.epoch === epoch && answer.complete === true;
    const after = goesOn ? Math.min(since.sequence, sequence) : sequence;
    const isEarlier = since !== undefined && since.sequence < (this.position?.sequence ?? 0);
    if ((this.position && this.position.epoch !== epoch) || isEarlier) this.log.startAnew(epoch);
    this.log.epoch = epoch;
    const lasting = this.subscriptions.find((each) => each.room === room && each.to === undefined);
    const isResumed = this.isFresh && goesOn && !isEarlier && lasting !== undefined;
    if (this.isFresh && this.hasReturned && !isResumed) this.endSubscriptions();
    if (!isResumed) {
      const beginning = since ? {} : { beginsAfter: this.askedAt };
      this.subscriptions.push({ room, from: performance.now(), after, ...beginning });
    }
    if (since) this.returnedBy = 'REPLAY-1';
    if (this.isFresh || this.position === undefined)
      this.position = { epoch, sequence: since && since.epoch !== epoch ? 0 : after };
    this.isFresh = false;
  }

  /**
   * Asks for the events of one order or of all, and for no answer; returns when the platform has
   * read the request.
   */
  async subscribeUnanswered(orderId?: string): Promise<void> {
    this.connection?.askUnanswered(orderId === undefined ? [] : [{ orderId }]);
    this.evidence.note(this.name, 'subscribe, without an answer');
    await this.roundTrip();
    const room = orderId === undefined ? 'orders' : `order:${orderId}`;
    this.subscriptions.push({ room, from: performance.now() });
  }

  /** Sends a request with any payload and gives back the answer. */
  private async request(
    name: Asking,
    payload: readonly unknown[],
    replied: (reply: Reply) => void,
  ): Promise<Reply> {
    const isThere = this.connection !== undefined && (this.isConnected || !this.isPlain);
    const connection = isThere ? this.connection! : await this.openConnection();
    const sent = payload.filter((each) => each !== undefined);
    const said = sent.map((each) => JSON.stringify(each)).join(', ');
    const answered = new Promise<Outcome>((resolve) => {
      connection.ask(name, sent, (outcome) => {
        if ('reply' in outcome && isObject(outcome.reply)) {
          if (connection.isOpenedByAsking) this.isBack(' over plain WebSocket');
          replied(outcome.reply);
        }
        resolve(outcome);
      });
    });
    const waited = await orTooLate(answered, deadlines.event);
    if (!('value' in waited)) {
      const isUnjudged = isTooLateToTell(waited.waited);
      throw this.silence(`${name} is not answered`, 'an answer', deadlines.event, {
        ...(isUnjudged && { kind: 'unjudged' as const }),
        seen: this.isConnected || connection.isOpenedByAsking ? 'none' : 'the connection is lost',
        details: [`${name} ${said}`],
      });
    }
    const reply = this.replyOf(waited.value, name);
    this.evidence.note(this.name, `${name} ${said} → ${JSON.stringify(reply)}`);
    return reply;
  }

  private replyOf(outcome: Outcome, name: Asking): Reply {
    if ('refusal' in outcome) {
      // Whoever asked is told, and looks at it.
      this.evidence.seen(outcome.refusal);
      return { ok: false, error: outcome.refusal.text };
    }
    if ('reply' in outcome && isObject(outcome.reply)) return outcome.reply;
    const broken: Failure = {
      ...{ kind: 'broken', clause: this.promises.confirmation, subscriber: this.name },
      sentence: `the answer to ${name} is none`,
      expected: this.isPlain ? 'a first frame that confirms it' : 'an object with ok',
      seen: 'nothing' in outcome ? outcome.nothing : JSON.stringify(outcome.reply),
    };
    throw new FailureError(['failure' in outcome && outcome.failure ? outcome.failure : broken]);
  }

  /**
   * Sees to it that whatever the platform sent to this connection up to now has arrived: an
   * answer travels behind it.
   */
  async roundTrip(): Promise<void> {
    const { connection } = this;
    const arrived = new Promise<void>((resolve) => connection?.roundTrip(resolve));
    const outcome = await orTooLate(arrived, deadlines.event);
    if (!('value' in outcome))
      throw this.silence('a connection does not answer', 'an answer', deadlines.event, {
        ...(isTooLateToTell(outcome.waited) && { kind: 'unjudged' as const }),
        seen: this.isConnected ? 'none' : 'the connection is lost',
      });
  }

  /** The connection breaks: nobody says goodbye. It may be broken already. */
  async loseConnection(): Promise<void> {
    if (this.isConnected) await this.connection?.lose();
  }

  /** The network freezes: the subscriber loses the connection, and the platform is told nothing. */
  async freeze(): Promise<void> {
    if (this.network === undefined) throw new Mistake(`${this.name} has no network that freezes.`);
    if (!this.isConnected) return;
    this.network.freeze();
    const end = await this.untilEnded(deadlines.connection);
    this.network.thaw();
    if (end === undefined) throw new Mistake(`${this.name} has not noticed that it is cut off.`);
  }

  /** Reads nothing any more of what the platform sends. */
  stopReading(): void {
    if (this.network === undefined) throw new Mistake(`${this.name} has no network to stop.`);
    this.network.stall();
  }

  /** Sends a frame that nobody has asked for. */
  send(data: string | Buffer): void {
    this.connection?.send(data);
  }

  /** Waits until the connection has ended. @returns how, or undefined where it has not in this time */
  async untilEnded(ms: number): Promise<End | undefined> {
    const outcome = await orTooLate(this.ended.promise, ms);
    return 'value' in outcome ? outcome.value : undefined;
  }

  /** Says goodbye. */
  leave(): void {
    this.endSubscriptions();
    this.connection?.leave();
  }

  /** Leaves for good, and nothing behind. */
  close(): void {
    this.leave();
    this.network?.close();
  }

  private endSubscriptions(room?: string): void {
    for (const each of this.subscriptions)
      if (each.to === undefined && (room === undefined || each.room === room))
        each.to = performance.now();
  }

  private receive(received: unknown): void {
    if (!isObject(received)) {
      // The contract's check tells of it: there is nothing in it that anybody could wait for.
      this.evidence.note(this.name, `← ${JSON.stringify(received)}, which is no event`);
      return;
    }
    const event = received as OrderStatusEvent;
    this.onEvent(event);
    this.evidence.event(this.name, event);
    this.log.record(event);
    if (this.position && event.sequence > this.position.sequence)
      this.position = { ...this.position, sequence: event.sequence };
  }
}

/** A place in the sequence, or undefined where what was asked for is none, and was taken all the same. */
function placeIn(since: unknown): Since | undefined {
  const { epoch, sequence } = (since ?? {}) as Partial<Since>;
  return typeof epoch === 'string' && typeof sequence === 'number'
    ? { epoch, sequence }
    : undefined;
}

/** Whether a message of the platform is one at all, which only its contract promises. */
function isObject(message: unknown): boolean {
  return typeof message === 'object' && message !== null;
}

function signal(): { promise: Promise<End>; resolve: (end: End) => void } {
  let resolve: (end: End) => void = () => undefined;
  const promise = new Promise<End>((settle) => (resolve = settle));
  return { promise, resolve };
}
