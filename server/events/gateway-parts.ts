import type { Logger } from 'pino';
import type { Exchange } from '../orders/exchange';
import type { EventLog } from './event-log';
import type { Feeds } from './feeds';

/** What every way to the events needs. */
export interface GatewayParts {
  readonly exchange: Exchange;
  readonly log: EventLog;
  readonly feeds: Feeds;
  readonly logger: Logger;
  readonly limits: Limits;
}

/** How much clients may ask of the platform, since each takes memory. */
export interface Limits {
  /** Clients of Socket.IO that are served at a time: over polling they may have no connection. */
  readonly clients: number;
  /** What one client may be subscribed to at a time. */
  readonly subscriptions: number;
}

export interface Gateway {
  /** Closes every connection of a client, saying goodbye. */
  close(): Promise<void>;
}
