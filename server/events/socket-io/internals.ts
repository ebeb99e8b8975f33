import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** What Socket.IO has of a connection, and does not show; `internals.test.ts` tells when it moves. */
interface Internals {
  /** The private identifier by which a client asks for the session that it had. */
  readonly pid: string;
  readonly conn: {
    /** Packets that wait until those before them have left. */
    readonly writeBuffer: readonly unknown[];
    readonly transport: { readonly name: string; readonly socket?: WebSocket };
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

function internalsOf(client: Socket): Internals {
  return client as unknown as Internals;
}
