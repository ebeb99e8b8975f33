import type { Socket as NetSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** What Socket.IO has of a connection, and does not show; `internals.test.ts` tells when it moves. */
interface Internals {
  /** The private identifier by which a client asks for the session that it had. */
  readonly pid: string;
  readonly conn: {
    /** Packets that wait until those before them have left. */
    readonly writeBuffer: readonly unknown[];
    readonly transport: {
      readonly name: string;
      readonly socket?: WebSocket & { readonly _socket: NetSocket };
    };
  };
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
export function breakOff(client: Socket, code: number, reason: string): void {
  const { name, socket } = internalsOf(client).conn.transport;
  if (name === 'websocket') socket?.close(code, reason);
  client.conn.close(true);
}

/**
 * Writes a whole frame to a client that is connected over WebSocket, after all that Socket.IO has
 * written to it: past what Socket.IO keeps of each packet, which costs more than the frame.
 *
 * @returns whether it could; not over polling, nor while packets wait
 */
export function writeFrame(client: Socket, frame: Buffer): boolean {
  const { writeBuffer, transport } = internalsOf(client).conn;
  const { name, socket } = transport;
  if (name !== 'websocket' || !socket || writeBuffer.length > 0) return false;
  // Nothing follows a goodbye.
  if (socket.readyState === socket.OPEN) socket._socket.write(frame);
  return true;
}

/** How many bytes of whole frames wait to be sent to a client, once they have been written. */
export function bytesWaiting(client: Socket): number {
  return internalsOf(client).conn.transport.socket?.bufferedAmount ?? 0;
}

/** @param left called when what has been written to a client by now has left */
export function whenWritten(client: Socket, left: () => void): void {
  const { name, socket } = internalsOf(client).conn.transport;
  // A ping leaves behind all that waits.
  if (name === 'websocket' && socket) socket.ping(undefined, undefined, (error) => error ?? left());
  else setImmediate(left);
}

function internalsOf(client: Socket): Internals {
  return client as unknown as Internals;
}
