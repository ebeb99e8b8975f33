import type { ServerProcess } from '../servers/server-process';
import { inTurn } from './pace';
import { Poster } from './poster';
import { Subscribers } from './subscribers';
import { EVENTS_AN_ORDER, tellAll } from './tell-all';

/** What a server did to tell all its subscribers of a number of orders. */
export interface FannedOut {
  ordersPerSecond: number;
  /** Events that reached a subscriber a second. */
  deliveriesPerSecond: number;
  /** Processor time of the server an event and subscriber, placing included, in microseconds. */
  cpuPerDelivery: number;
  /** From sending an order to the arrival of its PENDING event, in milliseconds, each one. */
  delays: number[];
}

export interface FanOutOptions {
  subscribers: number;
  orders: number;
  /** How many orders are on their way at once. */
  inFlight: number;
}

/**
 * Places orders and waits until every subscriber knows what became of each.
 *
 * @throws Error if an event is lost, or comes twice
 */
export async function fanOut(server: ServerProcess, options: FanOutOptions): Promise<FannedOut> {
  const { subscribers: count, orders, inFlight } = options;
  const subscribers = await Subscribers.connect(server, count);
  const poster = new Poster(server.url);
  try {
    const before = await server.usage();
    const begin = performance.now();
    const { delays } = await tellAll(subscribers, poster, inTurn(orders, inFlight));
    const seconds = (performance.now() - begin) / 1000;
    const after = await server.usage();
    const deliveries = orders * count * EVENTS_AN_ORDER;
    return {
      ordersPerSecond: orders / seconds,
      deliveriesPerSecond: deliveries / seconds,
      cpuPerDelivery: ((after.cpuMs - before.cpuMs) / deliveries) * 1000,
      delays,
    };
  } finally {
    poster.close();
    subscribers.close();
  }
}
