import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** An answer as an honest platform would give it. */
export interface HonestAnswer {
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

/** A connection for events, whichever transport it has. */
export interface HostileConnection {
  /** What an honest platform would send as an event, with anything in its place. */
  send(event: unknown): void;
  /** Data that is no message of the transport. */
  sendRaw(data: string | Buffer): void;
  /** Bytes of TCP that are none of WebSocket's. */
  sendBytes(bytes: Buffer): void;
  close(code: number, reason: string): void;
}

/** One way to be hostile; what it leaves out is done honestly. */
export interface Kind {
  name: string;
  /** Stands in every field of every message and in every header that can hold it. */
  text?: string;
  /** Answers a request in place of what is honest. */
  answer?: (honest: HonestAnswer, response: ServerResponse, elsewhere: string) => void;
  /** Whether every answer says who has asked, in all the headers that came. */
  echoes?: boolean;
  /** Whether the platform's health is told so too: then the run never begins. */
  isIll?: boolean;
  /** Is sent in place of an event. */
  events?: (event: Record<string, unknown>) => Iterable<unknown>;
  /** Is done to a connection as soon as it has subscribed. */
  connected?: (connection: HostileConnection) => void;
  /** Is answered to a subscription in place of what is honest. */
  confirms?: (honest: Record<string, unknown>) => unknown;
  /** Takes an upgrade to another protocol in place of a WebSocket. */
  upgrade?: (socket: Duplex) => void;
}

/** What is nowhere but in what a hostile platform sends: it is looked for in what a run writes. */
export const brand = 'h0stile';
