import type { IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import { letGo, writeFrame } from '../ws-client';

/** What `ws` keeps of a connection, and does not show either. */
type InnerWebSocket = WebSocket & { readonly _socket: NetSocket };

/** What Socket.IO has of a connection, and does not show; `internals.test.ts` tells when it moves. */
interface Internals {
  /** The private identifier by which a client asks for the session that it had. */
  readonly pid: string;
  readonly conn: {
    /** Packets that wait until those before them have left. */
    readonly writeBuffer: readonly unknown[];
    readonly transport: { readonly name: string; readonly socket?: InnerWebSocket };
  };
}

/** Whether a request is to be a new client, as Engine.IO reads it before anybody else is asked. */
export function isHandshake(req: IncomingMessage): boolean {
  const { _query: query } = req as IncomingMessage & { _query: { sid?: string } };
  return !query.sid;
}

export function sessionOf(client: Socket): string {
  return internalsOf(client).pid;
}

/** How many packets wait to be sent to a client. */
export function packetsWaiting(client: Socket): number {
  return internalsOf(client).conn.writeBuffer.length;
}

/**
 * Closes a client's connection as a broken one, so that it may come back; Socket.IO's own
 * `disconnect` says goodbye for good. Over WebSocket the client is told why.
 */
export function breakOff(client: Socket, reason: string): void {
  const socket = webSocketOf(client);
  if (socket) letGo(socket, socket._socket, reason);
  client.conn.close(true);
}

/**
 * Writes a whole frame to a client that is connected over WebSocket, after all that Socket.IO has
 * written to it: past what Socket.IO keeps of each packet, which costs more than the frame.
 *
 * @returns whether it could; not over polling, nor while packets wait
 */
export function writePastPackets(client: Socket, frame: Buffer): boolean {
  const socket = webSocketOf(client);
  if (!socket || packetsWaiting(client) > 0) return false;
  writeFrame(socket, socket._socket, frame);
  return true;
}

/** The connection of a client over WebSocket; none over polling. */
export function webSocketOf(client: Pick<Socket, 'conn'>): InnerWebSocket | undefined {
  const { name, socket } = internalsOf(client).conn.transport;
  return name === 'websocket' ? socket : undefined;
}

function internalsOf(client: Pick<Socket, 'conn'>): Internals {
  return client as unknown as Internals;
}
