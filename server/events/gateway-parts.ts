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
}

export interface Gateway {
  /** Closes every connection of a client, saying goodbye. */
  close(): Promise<void>;
}
