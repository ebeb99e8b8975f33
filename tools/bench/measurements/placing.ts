import type { Bench, Measurement } from '../bench';
import { placeOrders } from '../clients/place-orders';
import { CONTENDERS } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';

const WARM_UP = 8_000;
const ORDERS = 20_000;

/** Orders placed as fast as a server takes them. */
export const placing: Measurement = {
  name: 'placing',
  title: 'Placing orders, 32 connections, one subscriber',
  run: async ({ effort, cores, figures, say }: Bench) => {
    for (let round = 1; round <= effort.rounds; round++) {
      for (const contender of CONTENDERS) {
        say(`round ${round} of ${effort.rounds}: ${contender.name}`);
        const server = await ServerProcess.start(contender, cores?.server);
        await placeOrders(server, WARM_UP / effort.divisor);
        const placed = await placeOrders(server, ORDERS / effort.divisor);
        await server.stop();

        const of = { measurement: placing.name, subject: contender.name };
        figures.add({ ...of, name: 'orders', unit: '/s', better: 'more' }, placed.perSecond);
        figures.add(
          { ...of, name: 'processor time an order', unit: 'µs', better: 'less' },
          placed.cpuPerOrder,
        );
        figures.add({ ...of, name: 'share of its core used', unit: '%' }, placed.busy * 100);
      }
    }
  },
};
