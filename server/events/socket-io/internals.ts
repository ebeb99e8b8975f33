import type { Socket } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
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

/** How an adapter encodes a packet, once for all who get it. */
interface Encoder {
  _encode(packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }): unknown[];
}

/**
 * Has what goes to a room written to a WebSocket in one piece, where Socket.IO writes the head and
 * the body of each frame apart: a good part of what it costs to tell a hundred subscribers.
 */
export function writeFramesWhole(adapter: Adapter): void {
  const encoder = adapter as unknown as Encoder;
  const encode = encoder._encode.bind(encoder);
  encoder._encode = (packet, options) => {
    const encoded = encode(packet, options);
    const frame = options.wsPreEncodedFrame;
    if (frame) options.wsPreEncodedFrame = [Buffer.concat(frame)];
    return encoded;
  };
}

function internalsOf(client: Socket): Internals {
  return client as unknown as Internals;
}
