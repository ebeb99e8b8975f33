import type { Bench, Measurement } from '../bench';
import { placeOrders } from '../clients/place-orders';
import { Subscribers } from '../clients/subscribers';
import { BARE_WITH_RECOVERY, PLATFORM } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';
import { ordersText } from './orders-text';

/** Two events each: thirty times and more what the platform's log keeps, in a quick run thrice. */
const ORDERS = 300_000;
const SUBSCRIBERS = 4;

export function peakOf(orders: number): string {
  return `resident set of ${ordersText(orders)}, peak`;
}

/**
 * What a server holds so that clients can ask for what they missed. A round only, since memory
 * hardly varies. Orders come as fast as they are taken, on most machines all of them within the two
 * minutes in which Socket.IO's own recovery forgets nothing.
 */
export const fullLog: Measurement = {
  name: 'full-log',
  title: `Memory with a full log of events, ${SUBSCRIBERS} subscribers`,
  run: async ({ effort, cores, figures, say }: Bench) => {
    const orders = ORDERS / effort.divisor;
    for (const contender of [PLATFORM, BARE_WITH_RECOVERY]) {
      say(`${ordersText(orders)}: ${contender.name}`);
      const server = await ServerProcess.start(contender, cores?.server);
      const subscribers = await Subscribers.connect(server, SUBSCRIBERS);
      const { perSecond } = await placeOrders(server, orders);
      const { peakRss } = await server.usage();
      const { heapUsed, rss } = await server.usage({ collectGarbage: true });
      subscribers.close();
      await server.stop();

      const of = { measurement: fullLog.name, subject: contender.name };
      figures.add(
        { ...of, name: `${ordersText(orders)} placed within`, unit: 's' },
        orders / perSecond,
      );
      const less = { ...of, unit: 'MB', better: 'less' } as const;
      figures.add({ ...less, name: peakOf(orders) }, peakRss / 1e6);
      figures.add({ ...less, name: 'resident set, garbage collected' }, rss / 1e6);
      figures.add({ ...less, name: 'heap, garbage collected' }, heapUsed / 1e6);
    }
  },
};
