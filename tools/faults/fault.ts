import type {
  OrderStatusEvent,
  OrderStatusFrame,
  Since,
  SubscribeAnswer,
  SubscribedFrame,
  UnsubscribeAnswer,
} from '../../support/contract/types';
import type { ClauseId } from '../../support/contract/clauses';
import type { Conditions } from './conditions';

/** Faults that belong together, for the table. */
export interface Kind {
  name: string;
  faults: readonly Fault[];
}

/** The place of a fault that no scenario sees with its own orders, and the run tells of. */
export const besideTheScenarios = 'beside the scenarios';

/** Something that real platforms do wrong, and the suite has to notice. */
export interface Fault {
  /** What the platform does, in plain words for whoever reads the table. */
  name: string;
  /** What that means in practice for those who work with the platform. */
  means: string;
  /** The clause of the contract that it breaks: what a run against it has to name. */
  breaks: ClauseId;
  /**
   * Where it has to be caught: `Feature`, `Feature › Rule` or `Feature › Rule › Example`, or
   * {@link besideTheScenarios}.
   */
  caughtBy: string;
  /** How the suite is run against it; quickly if nothing is said. */
  under?: Conditions;
  /** Called once for every run, so that what a fault remembers begins anew. */
  tamper: (line: Line) => Tampering;
}

/** What a fault does to that which passes; whatever it leaves out passes unchanged. */
export interface Tampering {
  /** A request over REST, and what is answered; `forward` hands a request to the platform. */
  rest?: (request: RestRequest, forward: Forward) => Promise<RestResponse>;
  /** Whether the platform has nothing at a path, which stands here without its query. */
  isMissing?: (path: string) => boolean;
  /** Whether who offers a protocol that the platform does not speak is cut off. */
  cutsOffers?: boolean;
  /** A request over REST has begun to come; it ends whole, or not at all. */
  begun?: (whole: Promise<unknown>) => void;
  /** An event on its way to a client: the events that arrive in its place, in this order. */
  event?: (event: OrderStatusEvent, client: Client) => readonly OrderStatusEvent[];
  /**
   * What a client asks for, on its way to the platform; a reply is the answer without it. Over
   * plain WebSocket that is the handshake, and a reply that refuses is a refusal before the upgrade.
   */
  ask?: (ask: Ask, client: Client) => Ask | Reply;
  /** The answer to what a client has asked for; nothing means that none arrives. */
  reply?: (reply: Reply, ask: Ask, client: Client) => Reply | undefined;
  /** What a client says as it connects. */
  greet?: (greeting: Greeting, client: Client) => Greeting;
  /** A client has gone; `cleanly` if it said goodbye. */
  gone?: (client: Client, cleanly: boolean) => void;
  /** A frame on its way to a client of plain WebSocket: the frames that arrive in its place. */
  frame?: (frame: FeedFrame, client: Client) => readonly object[];
  /**
   * The platform's refusal of a handshake over plain WebSocket: what comes instead, which may be a
   * confirmation, or a goodbye after the upgrade.
   */
  refusal?: (refusal: RestResponse, ask: Ask, client: Client) => RestResponse | Reply | Goodbye;
  /** A client of plain WebSocket has said something, of so many bytes. */
  said?: (bytes: number, client: Client) => void;
  /** Whether the pings of the platform are answered in the name of a client of plain WebSocket. */
  answersPings?: (client: Client) => boolean;
  /** How the platform closes a connection over plain WebSocket; nothing cuts it without a word. */
  goodbye?: (goodbye: Goodbye, client: Client) => Goodbye | undefined;
  /** How that which arrives is put on the wire, whatever it says. */
  wire?: Wire;
}

/** What HTTP, WebSocket and JSON leave to whoever speaks them. */
export interface Wire {
  /** How the body of an answer is framed, where not by its length (RFC 9112, 6.3). */
  framing?: 'chunked' | 'until the end';
  /** Whether each answer is the last on its connection. */
  isLast?: boolean;
  /** Whether interim answers come before each (RFC 9110, 15.2). */
  hasInterim?: boolean;
  /** How the name of a header is written, which is in lower case here. */
  headerName?: (name: string) => string;
  /** What an answer says beside its status code. */
  reason?: string;
  /** The text of JSON in frames and packets. */
  json?: (value: unknown) => string;
  /** Whether a message over plain WebSocket comes in several pieces (RFC 6455, 5.4). */
  isInPieces?: boolean;
}

/** What a client of plain WebSocket hears from the platform. */
export type FeedFrame = SubscribedFrame | OrderStatusFrame;

/** How a WebSocket is closed (RFC 6455, section 7.1). */
export interface Goodbye {
  readonly code: number;
  readonly reason: string;
}

export interface RestRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Buffer;
}

export interface RestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** By names in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type Forward = (request: RestRequest) => Promise<RestResponse>;

/** A request over Socket.IO; a handshake over plain WebSocket is one to subscribe. */
export interface Ask {
  readonly name: string;
  readonly payload: readonly unknown[];
  /** For a page of which origin a browser asks, over plain WebSocket. */
  readonly origin?: string | undefined;
}

export type Reply = SubscribeAnswer | UnsubscribeAnswer;

/** What a client says as it connects, to be taken for the one that it was before. */
export interface Greeting {
  /** The session that it had. */
  pid?: string;
  /** The last event that it received in it. */
  offset?: string;
}

/** A connection of the suite's to the events. */
export interface Client {
  readonly over: 'Socket.IO' | 'plain WebSocket';
  /** The rooms that it has been confirmed for. */
  readonly rooms: ReadonlySet<string>;
  readonly isPolling: boolean;
  /** When the platform confirmed the connection, in milliseconds since 1970; undefined until then. */
  readonly connectedAt: number | undefined;
  /** Whether the platform took it for one that it knew. */
  readonly hasRecovered: boolean;
  /** What it can come back to, once it is connected. */
  readonly session: string | undefined;
  /** Has an event arrive, between others or later. */
  tell(event: OrderStatusEvent): void;
  /** Asks the platform for something in its name; it does not hear the answer. */
  ask(ask: Ask): void;
  /** Breaks its connection. */
  cut(): void;
  /** Waits until it has read all that it was sent, or has gone; who polls is not waited for. */
  hasRead(): Promise<void>;
}

/** The connection between suite and platform, for faults that need more than what passes. */
export interface Line {
  readonly clients: ReadonlySet<Client>;
  /** Tells all that have asked for the order of something that the platform never said. */
  announce(event: Omit<OrderStatusEvent, 'sequence'>): void;
  /** What the platform replays of all orders to whoever had the events up to there. */
  replay(since: Since): Promise<readonly OrderStatusEvent[]>;
  /** Tells of all that the platform announces, by its own numbers. */
  follow(follower: Follower): void;
}

/** Whoever follows all that a platform announces. */
export interface Follower {
  /** Called first, with the number of the last event before. */
  begins(sequence: number): void;
  event(event: OrderStatusEvent): void;
}
