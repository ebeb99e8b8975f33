import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { createFeedQueryReader, FEED_PATH } from '../../contract/feed-query';
import type { SubscribedFrame, Subscription } from '../../contract/types';
import { Feed } from '../feed';
import type { GatewayParts } from '../gateway-parts';
import { roomsFor } from '../rooms';
import { subscribe } from '../subscribe';
import type { Confirmation } from '../subscribe';
import { eventFrame, WebSocketConnection } from './connection';
import type { Members } from './connection';

/** Frames of clients are ignored, but not at any length (contract, WS-3). */
const MAX_FRAME_BYTES = 64 * 1024;

/** Close codes of WebSocket (RFC 6455, section 7.4.1). */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 1011;

const ignored = () => {};

function sayGoodbye(client: WebSocket): void {
  client.close(GOING_AWAY, 'The platform is stopping.');
}

export interface WebSocketGateway {
  /** Whether a request asks for a connection to the feed. */
  isFor(req: IncomingMessage): boolean;
  /**
   * Takes up the offer of such a request, and its connection with it.
   *
   * @param passOver called instead where the subscription makes no sense, before anything is sent
   */
  take(req: IncomingMessage, socket: Socket, head: Buffer, passOver: () => void): void;
  /** Says goodbye to every client, and to who comes later. Resolves when all have gone. */
  close(): Promise<void>;
  /** Cuts off who has not answered a goodbye. */
  terminate(): void;
}

/**
 * Sends what is announced to clients that speak nothing but WebSocket (RFC 6455).
 *
 * @param pingMs how often a client has to show that it is there, in milliseconds (contract, WS-4)
 */
export function createWebSocketGateway(parts: GatewayParts, pingMs = 25_000): WebSocketGateway {
  const { exchange, log, feeds, logger } = parts;
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const readQuery = createFeedQueryReader();
  const members: Members = new Map();
  const connections = new Set<WebSocketConnection>();
  const passOvers = new WeakMap<object, () => void>();
  let isStopping = false;

  log.onAppend((event) => {
    let frame: Buffer | undefined;
    for (const room of roomsFor(event.orderId)) {
      for (const member of members.get(room) ?? []) member.tell((frame ??= eventFrame(event)));
    }
  });

  const pings = setInterval(() => {
    for (const connection of connections) connection.ping();
  }, pingMs).unref();

  const serve = (client: WebSocket, req: IncomingMessage, subscription: Subscription) => {
    client.on('error', ignored); // such as a frame that is too long: it is closed all the same
    if (isStopping) return sayGoodbye(client);
    const connection = new WebSocketConnection(client, req.socket, members, (reason) =>
      logger.warn({ client: req.socket.remoteAddress }, `let go: ${reason}`),
    );
    const feed = new Feed(log, connection);
    feeds.add(feed);
    connections.add(connection);
    client.once('close', () => {
      feeds.delete(feed);
      connections.delete(connection);
      for (const room of feed.rooms.keys()) feed.unsubscribe(room);
    });
    const confirm = (confirmation: Confirmation) => {
      const frame: SubscribedFrame = { type: 'subscribed', ...confirmation };
      client.send(JSON.stringify(frame));
    };
    void subscribe(parts, feed, subscription, confirm).catch((error: unknown) => {
      logger.error({ err: error }, 'subscription failed');
      client.close(INTERNAL_ERROR, 'The platform has failed.');
    });
  };

  // What is no handshake at all is answered like any other request as well.
  server.on('wsClientError', (_error, socket) => passOvers.get(socket)!());

  return {
    isFor: ({ url }) => url!.split('?')[0] === FEED_PATH,
    take: (req, socket, head, passOver) => {
      const subscription = readQuery(req.url!);
      if ('faults' in subscription) return passOver();
      const { orderId } = subscription;
      socket.on('error', ignored); // the client may be gone before the order is found
      const known = orderId === undefined ? Promise.resolve() : exchange.find(orderId);
      void known.then(() => {
        socket.off('error', ignored);
        passOvers.set(socket, passOver);
        server.handleUpgrade(req, socket, head, (client) => serve(client, req, subscription));
      }, passOver);
    },
    close: async () => {
      isStopping = true;
      clearInterval(pings);
      const left = [...server.clients].map(
        (client) => new Promise((gone) => client.once('close', gone)),
      );
      for (const client of server.clients) sayGoodbye(client);
      await Promise.all(left);
    },
    terminate: () => {
      for (const client of server.clients) client.terminate();
    },
  };
}
