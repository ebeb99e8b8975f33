import autocannon from 'autocannon';
import { patience } from './patience';
import { Subscribers } from './subscribers';
import { EVENTS_AN_ORDER } from './tell-all';
import type { ServerProcess } from '../servers/server-process';

/** What a server did with a number of orders. */
export interface Placed {
  perSecond: number;
  /** Processor time of the server an order, in microseconds. */
  cpuPerOrder: number;
  /** How much of its core the server used, 0 to 1: below about 0.9 the client was the slower. */
  busy: number;
}

const CONNECTIONS = 32;
const ORDER = JSON.stringify({ symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 });

/**
 * Places that many orders as fast as the server takes them, with one subscriber listening.
 *
 * @throws Error if an order is refused or an event of it is lost
 */
export async function placeOrders(server: ServerProcess, orders: number): Promise<Placed> {
  const subscriber = await Subscribers.connect(server, 1);
  try {
    const events = countEvents(subscriber, orders * EVENTS_AN_ORDER);
    const before = await server.usage();
    const begin = performance.now();
    const result = await autocannon({
      url: `${server.url}/orders`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ORDER,
      amount: orders,
      connections: CONNECTIONS,
      sampleInt: 10, // it sees only at these intervals, in milliseconds, that it is done
    });
    const elapsed = performance.now() - begin;
    await events;
    const after = await server.usage();
    const cpu = after.cpuMs - before.cpuMs;
    if (result['2xx'] !== orders || result.errors > 0) {
      throw new Error(`${server.contender.name} placed ${result['2xx']} of ${orders} orders`);
    }
    return {
      perSecond: orders / (elapsed / 1000),
      cpuPerOrder: (cpu / orders) * 1000,
      busy: cpu / elapsed,
    };
  } finally {
    subscriber.close();
  }
}

/** Resolves with the last of so many events. */
function countEvents(subscriber: Subscribers, expected: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let count = 0;
    const { progress, end } = patience(() =>
      reject(new Error(`Only ${count} of ${expected} events came.`)),
    );
    subscriber.onDelivery = () => {
      count += 1;
      progress();
      if (count < expected) return;
      end();
      resolve();
    };
  });
}
