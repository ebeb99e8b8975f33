import autocannon from 'autocannon';
import type { ServerProcess } from '../servers/server-process';

/** What a server did to give out pages of its list. */
export interface Listed {
  perSecond: number;
  /** Processor time of the server a page, in microseconds. */
  cpuPerPage: number;
}

const CONNECTIONS = 8;

/** How many orders a page holds by default. */
export const PAGE = 100;

/**
 * Asks for the first page of the list that many times, as fast as the server gives it out.
 *
 * @throws Error if an answer is not a page of {@link PAGE} orders
 */
export async function listOrders(server: ServerProcess, pages: number): Promise<Listed> {
  const page = (await (await fetch(`${server.url}/orders`)).json()) as unknown[];
  if (page.length !== PAGE) throw new Error(`A page held ${page.length} orders.`);
  const before = await server.usage();
  const begin = performance.now();
  const result = await autocannon({
    url: `${server.url}/orders`,
    amount: pages,
    connections: CONNECTIONS,
    sampleInt: 10, // it sees only at these intervals, in milliseconds, that it is done
  });
  const elapsed = performance.now() - begin;
  const after = await server.usage();
  if (result['2xx'] !== pages) throw new Error(`Only ${result['2xx']} of ${pages} pages came.`);
  return {
    perSecond: pages / (elapsed / 1000),
    cpuPerPage: ((after.cpuMs - before.cpuMs) / pages) * 1000,
  };
}
