import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Closes connections over which nothing has gone for so long, as Node does, but for those on which
 * somebody waits: who does not read its answer is cut off, since that takes memory until it does.
 *
 * @param isWaiting whether the platform has still to answer what was asked over a connection
 */
export function closeStalled(
  server: Server,
  isWaiting: (socket: Socket) => boolean,
  ms: number,
): void {
  server.timeout = ms;
  server.on('timeout', (socket: Socket) => {
    if (socket.writableLength > 0 || !isWaiting(socket)) socket.destroy();
  });
}
