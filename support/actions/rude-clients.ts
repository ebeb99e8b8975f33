import type { Socket } from 'node:net';
import { atOnce } from '../actors/at-once';
import type { Access } from '../platform/access';
import { firstLines } from '../platform/connections/request-lines';
import type { TradingWorld } from '../world';

/** Clients that send a whole request and are gone before its answer. */
async function sendAndGoAway({ api }: TradingWorld, count: number): Promise<void> {
  const { access } = api;
  await rude(access, count, [...firstLines(access, 'GET', '/orders'), '', ''], (socket) =>
    socket.destroy(),
  );
}

/** Clients that announce a body, send its beginning and fall silent. */
async function sendHalfARequest(world: TradingWorld, count: number): Promise<void> {
  const { access } = world.api;
  const headers = ['Content-Type: application/json', 'Content-Length: 100'];
  const lines = [...firstLines(access, 'POST', '/orders'), ...headers, '', '{"symbol":'];
  await rude(access, count, lines, (socket) => world.afterwards(() => socket.destroy()));
}

/** @param then called for each client as soon as all that it has to say is on its way */
async function rude(
  access: Access,
  count: number,
  lines: readonly string[],
  then: (socket: Socket) => void,
): Promise<void> {
  await atOnce(count, async () => {
    const socket = await access.connect();
    return new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.write(lines.join('\r\n'), () => {
        socket.off('error', reject).on('error', () => undefined);
        then(socket);
        resolve();
      });
    });
  });
}

/** Clients that behave badly, by the words of the features. */
export const rudeClients = {
  'sent a request and went away': sendAndGoAway,
  'never finish their request': sendHalfARequest,
};
export type Rudeness = keyof typeof rudeClients;
