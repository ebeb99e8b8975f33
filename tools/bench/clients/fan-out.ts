import { patience } from './patience';
import { Poster } from './poster';
import { Subscribers } from './subscribers';
import type { ServerProcess } from '../servers/server-process';

/** What a server did to tell all its subscribers of a number of orders. */
export interface FannedOut {
  /** Events that reached a subscriber a second. */
  deliveriesPerSecond: number;
  /** Processor time of the server an event and subscriber, placing included, in microseconds. */
  cpuPerDelivery: number;
  /** From sending an order to the arrival of its PENDING event, in milliseconds, each one. */
  delays: number[];
}

const EVENTS_AN_ORDER = 2;

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
    const delays = await tellAll(subscribers, poster, { count, orders, inFlight });
    const elapsed = performance.now() - begin;
    const after = await server.usage();
    const deliveries = orders * count * EVENTS_AN_ORDER;
    return {
      deliveriesPerSecond: deliveries / (elapsed / 1000),
      cpuPerDelivery: ((after.cpuMs - before.cpuMs) / deliveries) * 1000,
      delays,
    };
  } finally {
    poster.close();
    subscribers.close();
  }
}

function tellAll(
  subscribers: Subscribers,
  poster: Poster,
  { count, orders, inFlight }: { count: number; orders: number; inFlight: number },
): Promise<number[]> {
  const delays: number[] = [];
  /** By the order's quantity, which tells one from another. */
  const onTheirWay = new Map<number, { sentAt: number; missing: number }>();
  let placed = 0;
  let done = 0;

  return new Promise((resolve, reject) => {
    const { progress, end } = patience(() =>
      reject(new Error(`Events of ${onTheirWay.size} orders did not reach everybody.`)),
    );
    const placeNext = () => {
      placed += 1;
      const quantity = placed;
      onTheirWay.set(quantity, { sentAt: performance.now(), missing: count * EVENTS_AN_ORDER });
      poster.place({ symbol: 'EURUSD', side: 'BUY', quantity }).catch(reject);
    };
    subscribers.onDelivery = ({ quantity, orderStatus }) => {
      const order = onTheirWay.get(quantity);
      if (!order) return reject(new Error(`An event of order ${quantity} came once too often`));
      if (orderStatus === 'PENDING') delays.push(performance.now() - order.sentAt);
      order.missing -= 1;
      if (order.missing > 0) return;
      onTheirWay.delete(quantity);
      done += 1;
      progress();
      if (placed < orders) placeNext();
      if (done < orders) return;
      end();
      resolve(delays);
    };
    for (let i = 0; i < Math.min(inFlight, orders); i++) placeNext();
  });
}
