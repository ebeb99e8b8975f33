import type { Pace } from './pace';
import { patience } from './patience';
import type { Poster } from './poster';
import type { Subscribers } from './subscribers';

/** What became of orders that everybody was told of. */
export interface Told {
  orders: number;
  /** From the first order to the last, in milliseconds. */
  placedWithin: number;
  /** From sending an order to the arrival of its PENDING event, in milliseconds, each one. */
  delays: number[];
}

export const EVENTS_AN_ORDER = 2;

/**
 * Places orders, and waits until every subscriber knows what became of each.
 *
 * @throws Error if an event is lost, or comes twice
 */
export function tellAll(subscribers: Subscribers, poster: Poster, pace: Pace): Promise<Told> {
  const delays: number[] = [];
  /** By the order's quantity, which tells one from another. */
  const underWay = new Map<number, { sentAt: number; missing: number }>();
  let orders = 0;
  let isPlaced = false;
  let placedWithin = 0;

  return new Promise((resolve, reject) => {
    const { progress, end } = patience(() =>
      reject(new Error(`Events of ${underWay.size} orders did not reach everybody.`)),
    );
    const endIfAllAreTold = () => {
      if (!isPlaced || underWay.size > 0) return;
      end();
      resolve({ orders, placedWithin, delays });
    };
    const begin = performance.now();
    const place = () => {
      orders += 1;
      const quantity = orders;
      const missing = subscribers.count * EVENTS_AN_ORDER;
      underWay.set(quantity, { sentAt: performance.now(), missing });
      poster.place({ symbol: 'EURUSD', side: 'BUY', quantity }).catch(reject);
    };
    subscribers.onDelivery = ({ quantity, orderStatus }) => {
      const order = underWay.get(quantity);
      if (!order) return reject(new Error(`An event of order ${quantity} came once too often`));
      if (orderStatus === 'PENDING') delays.push(performance.now() - order.sentAt);
      order.missing -= 1;
      if (order.missing > 0) return;
      underWay.delete(quantity);
      progress();
      pace.next();
      endIfAllAreTold();
    };
    pace.begin(place, () => {
      isPlaced = true;
      placedWithin = performance.now() - begin;
      endIfAllAreTold();
    });
  });
}
