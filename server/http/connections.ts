import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { bareProblem } from './client-error';
import { takeListeners } from './requests/taken-listeners';

/** How long who is turned away may take to ask, and to read the answer, in milliseconds. */
const PATIENCE_MS = 2_000;

const BUSY = bareProblem(503, { 'Retry-After': '1' }, { detail: 'Too many connections.' });

/**
 * Turns away who connects while there are as many connections as the platform serves: with an
 * answer, since who is cut off without one takes the platform for dead.
 */
export function limitConnections(server: Server, most: number, logger: Logger): void {
  const open = new Set<Socket>();
  let isFull = false;
  const serve = takeListeners(server, 'connection');

  server.on('connection', (socket: Socket) => {
    // One that is known comes again where what it has offered is passed over.
    if (!open.has(socket)) {
      if (open.size >= most) {
        if (!isFull) logger.warn(`turning clients away: ${most} connections are open`);
        isFull = true;
        return turnAway(socket);
      }
      isFull = false;
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    serve(socket);
  });
}

function turnAway(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), PATIENCE_MS).unref();
  socket.on('error', () => {}).once('close', () => clearTimeout(timer));
  // Not before it asks, since nobody expects an answer then; what it asks is not read.
  socket.once('data', () => socket.end(BUSY)).resume();
}
