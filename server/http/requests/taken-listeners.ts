import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Arguments {
  connection: [socket: Socket];
  request: [req: IncomingMessage, res: ServerResponse];
  upgrade: [req: IncomingMessage, socket: Socket, head: Buffer];
}

/**
 * Takes away from a server those that listen for connections, requests, or offers to change the
 * protocol, so that somebody can come before them: libraries put themselves there.
 *
 * @returns calls them
 */
export function takeListeners<Name extends keyof Arguments>(
  server: Server,
  name: Name,
): (...args: Arguments[Name]) => void {
  const listeners = server.listeners(name);
  server.removeAllListeners(name);
  return (...args) => {
    for (const listener of listeners) listener.apply(server, args);
  };
}
