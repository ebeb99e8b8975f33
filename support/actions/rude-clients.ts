import { connect, type Socket } from 'node:net';
import { atOnce } from '../actors/at-once';
import type { TradingWorld } from '../world';

const body = '{"symbol":';

/** Clients that send a whole request and are gone before its answer. */
async function sendAndGoAway(world: TradingWorld, count: number): Promise<void> {
  await rude(world, count, 'GET /orders HTTP/1.1\r\nHost: platform\r\n\r\n', (socket) =>
    socket.destroy(),
  );
}

/** Clients that announce a body, send its beginning and fall silent. */
async function sendHalfARequest(world: TradingWorld, count: number): Promise<void> {
  const head = `POST /orders HTTP/1.1\r\nHost: platform\r\nContent-Type: application/json\r\n`;
  await rude(world, count, `${head}Content-Length: 100\r\n\r\n${body}`, (socket) =>
    world.afterwards(() => socket.destroy()),
  );
}

async function rude(
  world: TradingWorld,
  count: number,
  text: string,
  then: (socket: Socket) => void,
): Promise<void> {
  const { hostname, port } = new URL(world.api.baseUrl);
  await atOnce(count, () => {
    const socket = connect({ host: hostname, port: Number(port || 80) });
    return new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.write(text, () => {
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
