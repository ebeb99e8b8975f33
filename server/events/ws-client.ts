import type { Socket } from 'node:net';
import * as ws from 'ws';

/** What `ws` has and its types leave out; https://github.com/websockets/ws/issues/617 names it. */
const { Sender } = ws as unknown as {
  Sender: { frame(data: Buffer, options: object): Buffer[] };
};

/** Try again later, a WebSocket close code of IANA's registry. */
const TRY_AGAIN_LATER = 1013;

/** How long a client that is let go has to say goodbye, in milliseconds. */
const GOODBYE_MS = 2_000;

/** What may wait for a client that reads, in bytes. */
const MOST_WAITING = 256 * 1024;

const ONE_TEXT = { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false };

/** A text as a server sends it over WebSocket, in one whole frame (RFC 6455, section 5.2). */
export function textFrame(text: string): Buffer {
  return Buffer.concat(Sender.frame(Buffer.from(text), ONE_TEXT));
}

/** Past `ws`, which would encode the same frame for each client anew; nothing follows a goodbye. */
export function writeFrame(client: ws.WebSocket, socket: Socket, frame: Buffer): void {
  if (client.readyState === client.OPEN) socket.write(frame);
}

/** Whether more waits to be sent than a client that reads leaves waiting. */
export function isBehind(client: ws.WebSocket): boolean {
  return client.bufferedAmount > MOST_WAITING;
}

/** @param left called when what waits now has left: a ping leaves behind all of it */
export function whenLeft(client: ws.WebSocket, left: () => void): void {
  client.ping(undefined, undefined, (error?: Error) => error ?? left());
}

/** Closes the connection, telling the client why; it may come back. */
export function letGo(client: ws.WebSocket, socket: Socket, reason: string): void {
  client.close(TRY_AGAIN_LATER, reason);
  // Who does not read does not answer either, and must not keep what waits for it.
  setTimeout(() => cutOff(socket, reason), GOODBYE_MS).unref();
}

/**
 * Cuts a client off, with one error for all that waits for it: else each frame gets one of its own,
 * which holds everybody up.
 */
export function cutOff(socket: Socket, reason: string): void {
  socket.destroy(new Error(reason));
}
