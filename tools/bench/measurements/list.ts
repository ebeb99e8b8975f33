import type { Bench, Measurement } from '../bench';
import { listOrders, PAGE } from '../clients/list-orders';
import { placeOrders } from '../clients/place-orders';
import { PLATFORM } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';
import { ordersText } from './orders-text';

const WARM_UP = 1_000;
const PAGES = 4_000;

/** The first page of the list, by how many orders there are. */
export const list: Measurement = {
  name: 'list',
  title: `A page of ${PAGE} orders, by how many there are`,
  run: async ({ effort, cores, figures, fullPlatform, say }: Bench) => {
    const few = await ServerProcess.start(PLATFORM, cores?.server);
    await placeOrders(few, PAGE);
    const subjects = [
      [ordersText(fullPlatform.orders), await fullPlatform.server()],
      [ordersText(PAGE), few],
    ] as const;

    for (const [, server] of subjects) await listOrders(server, WARM_UP / effort.divisor);
    for (let round = 1; round <= effort.rounds; round++) {
      say(`round ${round} of ${effort.rounds}`);
      for (const [subject, server] of subjects) {
        const { perSecond, cpuPerPage } = await listOrders(server, PAGES / effort.divisor);
        const of = { measurement: list.name, subject };
        figures.add({ ...of, name: 'pages', unit: '/s', better: 'more' }, perSecond);
        figures.add(
          { ...of, name: 'processor time a page', unit: 'µs', better: 'less' },
          cpuPerPage,
        );
      }
    }
    await few.stop();
  },
};
