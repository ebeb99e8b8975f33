import type { IncomingMessage } from 'node:http';
import type { Server, Socket } from 'socket.io';
import type { Logger } from 'pino';
import { webSocketOf } from './internals';

/** A connection of Engine.IO, below the one that Socket.IO makes of it. */
type EngineConnection = Socket['conn'];

/** WebSocket close codes (RFC 6455, section 7.4.1). */
const PROTOCOL_ERROR = 1002;
const UNSUPPORTED_DATA = 1003;

/** How long a client has to leave by itself, in milliseconds. */
const GOODBYE_MS = 2_000;

/** The packet that says goodbye for good, in Socket.IO 2 as later. */
const DISCONNECT = '1';

/** The type of the packet that says why a client cannot connect. */
const CONNECT_ERROR = 4;

/** A WebSocket is closed with these as the reason, which has room for 123 bytes. */
export const reasons = {
  version: 'Socket.IO 2 (Engine.IO 3) is not spoken here: use a client of Socket.IO 3 or 4',
  parser:
    'Only the default parser of Socket.IO 3 and 4 is spoken here: leave out the parser option',
};

/** What the first packet of every client of Socket.IO 3 and 4 begins with. */
const CONNECT = '0';

/**
 * Whether a client is let in as far as to be told what is wrong with it: one of Engine.IO 3 is, and
 * turned away by {@link turnAwayStrangers}.
 */
export function isToldApart({ url = '' }: IncomingMessage): boolean {
  const version = new URLSearchParams(url.split('?')[1]).get('EIO');
  return version === '4' || version === '3';
}

/**
 * Tells clients that speak another version, or with another parser, that they cannot be served, in
 * words that they understand. Without that they try again for ever, and nobody knows why.
 */
export function turnAwayStrangers(io: Server, logger: Logger): void {
  const turnAway = (conn: EngineConnection, code: number, reason: string) => {
    logger.warn({ client: conn.remoteAddress }, `turned away: ${reason}`);
    // Who is cut off at once comes back; who has been told so leaves.
    const timer = setTimeout(() => end(conn, code, reason), GOODBYE_MS).unref();
    conn.once('close', () => clearTimeout(timer));
  };
  io.use(({ conn }, next) => {
    if (conn.protocol === 4) return next();
    next(new Error(reasons.version)); // sent in the next turn
    setImmediate(() => {
      conn.write(DISCONNECT);
      turnAway(conn, PROTOCOL_ERROR, reasons.version);
    });
  });
  io.engine.on('connection', (conn: EngineConnection) => {
    if (conn.protocol === 4)
      checkFirst(conn, (data) => {
        if (typeof data !== 'string') conn.write(WRONG_PARSER);
        turnAway(conn, UNSUPPORTED_DATA, reasons.parser);
      });
  });
}

/**
 * Hands what a client sends on to Socket.IO, unless it begins with something else than a packet to
 * connect: Socket.IO would cut it off without a word.
 */
function checkFirst(conn: EngineConnection, refuse: (data: unknown) => void): void {
  const listeners = conn.listeners('data') as ((data: unknown) => void)[];
  conn.removeAllListeners('data');
  conn.once('data', (data: unknown) => {
    if (typeof data !== 'string' || !data.startsWith(CONNECT)) return refuse(data);
    for (const listener of listeners) {
      conn.on('data', listener);
      listener(data);
    }
  });
}

/** Over WebSocket the client is told why. */
function end(conn: EngineConnection, code: number, reason: string): void {
  webSocketOf({ conn })?.close(code, reason);
  conn.close();
}

/**
 * `{ type: 4, nsp: '/', data: { message } }` as https://msgpack.org has it.
 *
 * @param message of 32 to 255 bytes
 */
function connectErrorInMessagePack(message: string): Buffer {
  const short = (text: string) => Buffer.from([0xa0 + text.length, ...Buffer.from(text)]);
  const bytes = Buffer.from(message);
  return Buffer.concat([
    ...[Buffer.from([0x83]), short('type'), Buffer.from([CONNECT_ERROR]), short('nsp'), short('/')],
    ...[short('data'), Buffer.from([0x81]), short('message')],
    ...[Buffer.from([0xd9, bytes.length]), bytes],
  ]);
}

/** Says in MessagePack, which such clients mostly speak, that their parser is another. */
const WRONG_PARSER = connectErrorInMessagePack(reasons.parser);
