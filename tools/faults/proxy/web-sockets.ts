import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Goodbye, RestResponse, Wire } from '../fault';
import { readResponse, writeResponse } from './rest';

/** What comes of a handshake with the platform. */
export interface Handshake {
  /** Called before anything that the platform says can have been read. */
  opened: (platform: WebSocket) => void;
  refused: (refusal: RestResponse) => void;
  failed: () => void;
}

/**
 * Asks the platform for a WebSocket in the name of a client; pings and pongs are left to it.
 * @param from the client's own request
 */
export function openWebSocket(
  url: string,
  handshake: Handshake,
  { headers: { origin, cookie } }: Pick<IncomingMessage, 'headers'> = { headers: {} },
): WebSocket {
  const platform = new WebSocket(url.replace(/^http/, 'ws'), {
    headers: { ...(origin && { origin }), ...(cookie && { cookie }) },
    perMessageDeflate: false,
    autoPong: false,
  });
  let isRefused = false; // to hang up after that is an error of the connection, and no news
  platform.once('unexpected-response', (_request, response) => {
    isRefused = true;
    readResponse(response)
      .then((refusal) => handshake.refused(refusal), handshake.failed)
      .finally(() => platform.terminate());
  });
  platform.on('error', () => isRefused || handshake.failed());
  platform.once('open', () => handshake.opened(platform));
  return platform;
}

/** Answers a handshake before the upgrade, and hangs up. */
export function refuse(
  req: IncomingMessage,
  socket: Duplex,
  refusal: RestResponse,
  wire: Wire = {},
): void {
  const res = new ServerResponse(req);
  res.assignSocket(socket as Socket);
  res.once('finish', () => socket.end());
  writeResponse(res, refusal, 'GET', { ...wire, isLast: true });
}

/** What a WebSocket reports where nothing was said, and where nobody said goodbye. */
const saidNothing = 1005;
const broke = 1006;

/** Ends one connection as the other has ended. */
export function end(socket: WebSocket, { code, reason }: Goodbye): void {
  if (code === broke) socket.terminate();
  else if (code === saidNothing) socket.close();
  else socket.close(code, reason);
}

/**
 * Has both ends ping each other, and nobody else answer.
 * @param answersPlatform whether the platform is answered all the same, and the client not asked
 */
export function passPings(
  client: WebSocket,
  platform: WebSocket,
  answersPlatform: () => boolean = () => false,
): void {
  for (const [from, to] of [
    [client, platform],
    [platform, client],
  ] as const) {
    from.on('ping', (data: Buffer) => {
      if (from === platform && answersPlatform()) platform.pong(data);
      else to.ping(data);
    });
    from.on('pong', (data: Buffer) => {
      if (!isOwn(data)) to.pong(data);
    });
  }
}

/** Marks the pings of the proxy's own. */
const ownPing = 'proxy ';
const isOwn = (data: Buffer) => data.toString('latin1').startsWith(ownPing);
let pings = 0;

/** Waits until a client has read all that it was sent before, or has gone. */
export function hasRead(client: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (client.readyState !== WebSocket.OPEN) return resolve();
    const mine = `${ownPing}${(pings += 1)}`;
    const settle = () => {
      client.off('pong', listen).off('close', settle);
      resolve();
    };
    const listen = (data: Buffer) => {
      if (data.toString('latin1') === mine) settle();
    };
    client.on('pong', listen).on('close', settle);
    client.ping(mine);
  });
}
