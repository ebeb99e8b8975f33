import { ServerResponse } from 'node:http';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Subscription } from '../../contract/types';
import { SOCKET_IO_PATH } from '../../contract/wire';
import { OrderRefusal } from '../../orders/errors';
import { Feed, offsetOf } from '../feed';
import type { Gateway, GatewayParts } from '../gateway-parts';
import { roomOf, roomsFor } from '../rooms';
import { subscribe, TooMuch } from '../subscribe';
import { createSubscriptionReader, type ReadSubscription } from '../subscription';
import type { EventPacket } from './connection';
import { eventPacket, SocketIoConnection } from './connection';
import { isHandshake } from './internals';
import type { ClientData } from './sessions';
import { SessionAdapter } from './sessions';
import type { Answer, ClientEvents, ServerEvents } from './socket-events';
import { isToldApart, turnAwayStrangers } from './strangers';

const MAX_MESSAGE_BYTES = 64 * 1024;

/** How long a client may take from its handshake on to connect, in milliseconds. */
const CONNECT_TIMEOUT_MS = 15_000;

const NOBODY: ReadonlySet<string> = new Set();

/** Whether a request is one to the gateway, over whatever transport. */
export function isBelowSocketIo({ url }: IncomingMessage): boolean {
  return url!.startsWith(`${SOCKET_IO_PATH}/`);
}

/** Whether an offer to change the protocol asks for a connection to the gateway. */
export function isForSocketIo(req: IncomingMessage): boolean {
  return req.headers.upgrade!.toLowerCase() === 'websocket' && isBelowSocketIo(req);
}

/**
 * Sends what is announced to clients of Socket.IO, and lets them in and out of their rooms.
 * Closing it closes the HTTP server as well; it is over when that has no connection left.
 */
export function attachSocketIo(
  server: HttpServer,
  parts: GatewayParts,
  corsOrigins: '*' | string[],
): Gateway {
  const { log, feeds, logger, limits } = parts;
  const io = new Server<ClientEvents, ServerEvents, object, ClientData>(server, {
    path: SOCKET_IO_PATH,
    connectionStateRecovery: {}, // how long a session is kept is the adapter's matter
    adapter: function (namespace: ConstructorParameters<typeof SessionAdapter>[0]) {
      return new SessionAdapter(namespace, log);
    } as never, // Socket.IO calls it with "new", which its types ask of a class alone
    cors: { origin: corsOrigins },
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowEIO3: true, // to be told that they are turned away
    allowRequest: (req, decide) =>
      decide('Engine.IO 4 is spoken here: use a client of Socket.IO 3 or 4', isToldApart(req)),
  });
  io.engine.use(unlessFull(() => io.engine.clientsCount >= limits.clients));
  turnAwayStrangers(io, logger);
  const sessions = io.of('/').adapter as SessionAdapter;
  const readSubscription = createSubscriptionReader('Subscription');
  const readUnsubscription = createSubscriptionReader('Unsubscription');

  const connections = new Map<string, SocketIoConnection>();

  log.onAppend((event) => {
    const [all, one] = roomsFor(event.orderId).map((room) => sessions.rooms.get(room) ?? NOBODY);
    let packet: EventPacket | undefined;
    const tell = (id: string) =>
      connections.get(id)?.tell((packet ??= eventPacket(event, offsetOf(log, event))));
    all.forEach(tell);
    // A client in both rooms gets the event once.
    for (const id of one) if (!all.has(id)) tell(id);
  });

  io.on('connection', (client) => {
    client.data.rooms ??= new Map();
    const connection = new SocketIoConnection(client, (reason) =>
      logger.warn({ client: client.conn.remoteAddress }, `let go: ${reason}`),
    );
    const feed = new Feed(log, connection, client.data.rooms);
    feeds.add(feed);
    connections.set(client.id, connection);
    sessions.keep(client);
    client.once('disconnect', () => {
      feeds.delete(feed);
      connections.delete(client.id);
    });
    if (client.data.resumesAfter !== undefined) feed.resumeAfter(client.data.resumesAfter);

    client.on('subscribe', (...args) =>
      answer(args, readSubscription, (subscription, acknowledge) =>
        subscribe(parts, feed, subscription, (confirmation) =>
          acknowledge({ ok: true, ...confirmation }),
        ),
      ),
    );
    client.on('unsubscribe', (...args) =>
      answer(args, readUnsubscription, ({ orderId }, acknowledge) => {
        const room = roomOf(orderId);
        feed.unsubscribe(room);
        acknowledge({ ok: true, room });
      }),
    );
  });

  return { close: () => io.close() };
}

type Middleware = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/**
 * Refuses handshakes over polling where there are too many clients: they need no connection, so
 * that nothing else limits their number. Those over WebSocket come here with another `res`.
 */
function unlessFull(isTooMany: () => boolean): Middleware {
  return (req, res, next) => {
    if (!isHandshake(req) || !(res instanceof ServerResponse) || !isTooMany()) return next();
    res.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '1' });
    res.end(TOO_MANY_CLIENTS);
  };
}

const TOO_MANY_CLIENTS = JSON.stringify({
  ...{ type: 'about:blank', title: 'Service Unavailable', status: 503 },
  detail: 'There are too many clients.',
});

type Acknowledge = (answer: Answer) => void;

/** Does what a client asks for, or refuses it; whoever wants no answer gets none. */
function answer(
  args: unknown[],
  read: ReadSubscription,
  act: (subscription: Subscription, acknowledge: Acknowledge) => Promise<void> | void,
): void {
  const last = args[args.length - 1];
  const acknowledge = typeof last === 'function' ? (last as Acknowledge) : () => {};
  const subscription = read(last === acknowledge ? args.slice(0, -1) : args);
  if ('error' in subscription) return acknowledge({ ok: false, error: subscription.error });
  const acted = act(subscription, acknowledge);
  void acted?.catch((error: unknown) => acknowledge(toRefusal(error)));
}

function toRefusal(error: unknown): Answer {
  if (error instanceof OrderRefusal) return { ok: false, error: `orderId: ${error.message}` };
  if (error instanceof TooMuch) return { ok: false, error: error.message };
  return { ok: false, error: 'The platform has failed.' };
}
