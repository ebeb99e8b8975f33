import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { takeListeners } from './taken-listeners';

/** Somebody who takes up certain offers to change the protocol. */
export interface OfferTaker {
  isFor(req: IncomingMessage): boolean;
  /** @param passOver has the request answered like any other after all */
  take(req: IncomingMessage, socket: Socket, head: Buffer, passOver: () => void): void;
}

const ignored = () => {};

/**
 * Passes over an offer to change the protocol that nobody here takes up (RFC 9110, section 7.8),
 * and has the request answered like any other. Node gives each of them to the `upgrade` listeners
 * alone once there are any; from now on each goes to its taker.
 *
 * @param isRefused whether an offer is none to take up, whoever would
 */
export function passOverOffers(
  server: Server,
  takers: readonly OfferTaker[],
  isRefused: (req: IncomingMessage) => boolean = () => false,
): void {
  const latest = new WeakMap<Socket, ServerResponse>();
  server.on('request', ({ socket }, res) => latest.set(socket, res));

  server.on('upgrade', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    // Read once more from its first byte, without the offer, as if it had come so.
    const passOver = () => {
      socket.unshift(Buffer.concat([headWithoutOffer(req), head]));
      server.emit('connection', socket);
    };
    const decide = () => {
      const taker = isRefused(req) ? undefined : takers.find((each) => each.isFor(req));
      if (taker) taker.take(req, socket, head, passOver);
      else passOver();
    };
    whenAnswered(server, socket, latest.get(socket), decide);
  });
}

/** What was asked before on the same connection is answered first (RFC 9112, section 9.3.2). */
function whenAnswered(
  server: Server,
  socket: Socket,
  before: ServerResponse | undefined,
  then: () => void,
): void {
  if (before === undefined || before.closed) return then();
  // Nobody else listens in the meantime: Node has gone, and who does not read is cut off all the same.
  const stalled = () => server.emit('timeout', socket);
  socket.on('error', ignored).on('timeout', stalled);
  before.once('close', () => {
    if (socket.destroyed) return;
    socket.off('error', ignored).off('timeout', stalled).setTimeout(0); // that of the wait for a next request
    then();
  });
}

/** Takes the `upgrade` listeners that a library has put on the server away from there. */
export function takerOf(server: Server, isFor: OfferTaker['isFor']): OfferTaker {
  const take = takeListeners(server, 'upgrade');
  return { isFor, take: (req, socket, head) => take(req, socket, head) };
}

/** Without `Upgrade` nothing is offered, whatever else was said of it (RFC 9110, section 7.8). */
function headWithoutOffer({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name, value] = [rawHeaders[index], rawHeaders[index + 1]];
    if (name.toLowerCase() !== 'upgrade') lines.push(`${name}: ${value}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
