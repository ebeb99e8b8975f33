import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

type UpgradeListener = (req: IncomingMessage, socket: Socket, head: Buffer) => void;

/**
 * Passes over an offer to change the protocol that nobody here takes up (RFC 9110, section 7.8),
 * and has the request answered like any other. Node gives each of them to the `upgrade` listeners
 * alone once there are any: those that are there by now see only what `isTaken` says is theirs.
 */
export function passOverOffers(server: Server, isTaken: (req: IncomingMessage) => boolean): void {
  const takers = server.listeners('upgrade') as UpgradeListener[];
  server.removeAllListeners('upgrade');
  server.on('upgrade', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    if (isTaken(req)) for (const take of takers) take.call(server, req, socket, head);
    else {
      // Read once more from its first byte, without the offer, as if it had come so.
      socket.unshift(Buffer.concat([headWithoutOffer(req), head]));
      server.emit('connection', socket);
    }
  });
}

/** Headers that belong to an offer and mean nothing without it (RFC 9113, section 3.1). */
const ofTheOffer = ['upgrade', 'http2-settings'];

function headWithoutOffer({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
    if (ofTheOffer.includes(name.toLowerCase())) continue;
    if (name.toLowerCase() !== 'connection') lines.push(`${name}: ${value}`);
    else {
      const rest = value
        .split(',')
        .filter((each) => !ofTheOffer.includes(each.trim().toLowerCase()));
      if (rest.length > 0) lines.push(`${name}: ${rest.join(',')}`);
    }
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}
