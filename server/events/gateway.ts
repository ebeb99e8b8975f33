import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket } from 'socket.io';
import { Server } from 'socket.io';
import type { Subscribed, Unsubscribed } from '../contract/types';
import { toWireEvent, toWireOrder } from '../contract/wire';
import { OrderRefusal } from '../orders/errors';
import type { Exchange } from '../orders/exchange';
import { ALL_ORDERS, isEventRoom, orderRoom } from './rooms';
import type { Answer, ClientEvents, ServerEvents } from './socket-events';
import { createSubscriptionReader } from './subscription';

/** How long after a lost connection a client still gets what it missed, in milliseconds. */
const RECOVERY = { maxDisconnectionDuration: 2 * 60 * 1000 };

const MAX_MESSAGE_BYTES = 64 * 1024;

const PATH = '/socket.io';

/** Whether a request asks for a connection to the gateway that is no HTTP any more. */
export function isForGateway({ url = '', headers: { upgrade = '' } }: IncomingMessage): boolean {
  return upgrade.toLowerCase() === 'websocket' && url.split('?')[0]?.startsWith(PATH) === true;
}

type Client = Socket<ClientEvents, ServerEvents>;

export interface Gateway {
  /** How many connected clients have asked for order events. */
  countSubscribers(): number;
  /** Closes every connection of a client; resolves when the HTTP server has none at all. */
  close(): Promise<void>;
}

/** Sends every announcement of the exchange to its rooms, and lets clients in and out of them. */
export function attachGateway(
  server: HttpServer,
  exchange: Exchange,
  corsOrigins: '*' | string[],
): Gateway {
  const io = new Server<ClientEvents, ServerEvents>(server, {
    path: PATH,
    connectionStateRecovery: RECOVERY,
    cors: { origin: corsOrigins },
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
  });
  const readSubscription = createSubscriptionReader();

  exchange.onStatusChange((change) => {
    // The union of the two rooms: a client in both gets the event once.
    io.to(ALL_ORDERS).to(orderRoom(change.order.orderId)).emit('order:status', toWireEvent(change));
  });

  const subscribe = async (client: Client, orderId?: string): Promise<Subscribed> => {
    const room = orderId === undefined ? ALL_ORDERS : orderRoom(orderId);
    const joined = client.join(room);
    // Read together with the joining: whatever is announced from here on comes to the room.
    const sequence = exchange.lastSequence;
    await joined;
    if (orderId === undefined) return { ok: true, room, sequence };
    try {
      return { ok: true, room, sequence, order: toWireOrder(await exchange.find(orderId)) };
    } catch (error) {
      await client.leave(room);
      throw error;
    }
  };

  const unsubscribe = async (client: Client, orderId?: string): Promise<Unsubscribed> => {
    const room = orderId === undefined ? ALL_ORDERS : orderRoom(orderId);
    await client.leave(room);
    return { ok: true, room };
  };

  io.on('connection', (client) => {
    const serve = (args: unknown[], act: (client: Client, orderId?: string) => Promise<Answer>) => {
      const last = args[args.length - 1];
      const acknowledge = typeof last === 'function' ? (last as (answer: Answer) => void) : ignore;
      const subscription = readSubscription(last === acknowledge ? args.slice(0, -1) : args);
      if ('error' in subscription) acknowledge({ ok: false, error: subscription.error });
      else void act(client, subscription.orderId).catch(toRefusal).then(acknowledge);
    };
    client.on('subscribe', (...args) => serve(args, subscribe));
    client.on('unsubscribe', (...args) => serve(args, unsubscribe));
  });

  return {
    countSubscribers: () =>
      [...io.sockets.sockets.values()].filter(({ rooms }) => [...rooms].some(isEventRoom)).length,
    close: () => io.close(),
  };
}

const ignore = () => {};

function toRefusal(error: unknown): Answer {
  if (error instanceof OrderRefusal) return { ok: false, error: `orderId: ${error.message}` };
  return { ok: false, error: 'The platform has failed.' };
}
