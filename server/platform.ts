import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config';
import { InMemoryEventLog } from './events/event-log';
import { Feeds } from './events/feeds';
import { attachSocketIo, isBelowSocketIo, isForSocketIo } from './events/socket-io/gateway';
import { createWebSocketGateway } from './events/websocket/gateway';
import { createApp } from './http/app';
import { answerClientError } from './http/client-error';
import { limitConnections } from './http/connections';
import { foreignTo } from './http/requests/cross-origin';
import { createMessageClasses } from './http/requests/message-classes';
import { passOverOffers, takerOf } from './http/requests/protocol-offers';
import { normaliseTarget } from './http/requests/request-target';
import { RequestsInFlight } from './http/requests/requests-in-flight';
import { closeStalled } from './http/stalled';
import { takeListeners } from './http/requests/taken-listeners';
import { secure } from './http/security-headers';
import type { Clock } from './orders/clock';
import type { RandomStreams } from './orders/delays';
import { createDelay } from './orders/delays';
import { Exchange } from './orders/exchange';
import { TimerQueue } from './orders/execution-queue';
import { InMemoryOrderStore } from './orders/in-memory/order-store';

/** In milliseconds. A client that sends nothing more must not keep its connection for ever. */
const SERVER_TIMEOUTS = {
  requestTimeout: 30_000,
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 30_000,
};

/**
 * How long nothing may go over a connection, in milliseconds; polls of Socket.IO are answered sooner.
 * Node may look once more after it, so that it takes up to twice that.
 */
const SILENCE_MS = 60_000;

/** How long a stop waits for its clients before it cuts them off, in milliseconds. */
const STOP_PATIENCE_MS = 4_000;

/** How long its goodbye to subscribers waits for answers, so that they hear what comes of those. */
const UNTIL_GOODBYE_MS = 2_000;

/** How long subscribers have to say goodbye as well. */
const GOODBYE_MS = 1_000;

/** How long it waits for connections without a request, such as browsers open ahead of need. */
const LINGER_MS = 250;

export interface PlatformParts {
  readonly clock: Clock;
  readonly random: RandomStreams;
  readonly logger: Logger;
  /** How often clients of plain WebSocket have to show that they are there, in milliseconds. */
  readonly pingMs?: number;
}

export interface Platform {
  /** @throws what node:net throws, such as `EADDRINUSE` */
  listen(): Promise<{ url: string; port: number }>;
  /** Stops accepting, finishes the requests in flight, and closes all sockets, in 4 s at most. */
  close(): Promise<void>;
}

/** Wires the whole platform; it does not listen yet. */
export function createPlatform(config: Config, parts: PlatformParts): Platform {
  const { clock, random, logger, pingMs } = parts;
  const exchange = new Exchange({
    store: new InMemoryOrderStore(config.maxOrders),
    clock,
    executions: new TimerQueue(clock),
    executionDelay: createDelay(config.executionDelay, random.execution),
  });

  const log = new InMemoryEventLog();
  const feeds = new Feeds();

  const requests = new RequestsInFlight();
  const isForeign = foreignTo(config.corsOrigins);
  const app = createApp({
    ...{ config, exchange, clock, logger, isForeign },
    random: random.endpoint,
    countSubscribers: () => feeds.countSubscribers(),
    countRequests: () => requests.count,
  });
  const answer: http.RequestListener = (req, res) => {
    requests.add(res);
    normaliseTarget(req);
    app(req, res);
  };
  const server = http.createServer({ ...SERVER_TIMEOUTS, ...createMessageClasses(app) }, answer);
  server.on('clientError', answerClientError);
  closeStalled(server, (socket) => requests.isWaiting(socket), SILENCE_MS);
  limitConnections(server, config.maxConnections, logger);
  server.maxHeadersCount = 0; // none is cut off silently; how long they may be is limited all the same

  const limits = { clients: config.maxConnections, subscriptions: config.maxSubscriptions };
  const gatewayParts = { exchange, log, feeds, logger, limits };
  const socketIo = attachSocketIo(server, gatewayParts, config.corsOrigins);
  const webSocket = createWebSocketGateway(gatewayParts, pingMs);
  const takers = [takerOf(server, isForSocketIo), webSocket];
  passOverOffers(server, takers, isForeign);
  const answerAsBefore = takeListeners(server, 'request');
  server.on('request', (req, res) => {
    secure(res);
    if (isBelowSocketIo(req) && isForeign(req)) answer(req, res);
    else answerAsBefore(req, res);
  });
  exchange.onStatusChange((change) => {
    log.append(change);
    feeds.watch();
  });

  const finish = async () => {
    server.close();
    const answered = requests.drain();
    await atMost(UNTIL_GOODBYE_MS, requests.wholeAnswered());
    const left = socketIo.close();
    await Promise.all([answered, atMost(GOODBYE_MS, webSocket.close())]);
    await atMost(LINGER_MS, left);
  };
  const stop = async () => {
    await atMost(STOP_PATIENCE_MS, finish());
    server.closeAllConnections();
    webSocket.terminate();
  };
  let stopped: Promise<void> | undefined;

  return {
    listen: async () => {
      await once(server.listen(config.port, config.host), 'listening');
      const { port } = server.address() as AddressInfo;
      return { url: `http://${reachableHost(config.host)}:${port}`, port };
    },
    close: () => (stopped ??= stop()),
  };
}

/** Waits, but no longer than so many milliseconds. */
async function atMost(ms: number, awaited: Promise<void>): Promise<void> {
  await Promise.race([awaited, sleep(ms, undefined, { ref: false })]);
}

/** All addresses of the machine, of IPv4 and of both. */
const EVERYWHERE = ['0.0.0.0', '::'];

/** Nobody can connect to "everywhere", but everybody here to the loopback address. */
function reachableHost(host: string): string {
  if (EVERYWHERE.includes(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
