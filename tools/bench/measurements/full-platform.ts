import { placeOrders } from '../clients/place-orders';
import { PLATFORM } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';

/** As many orders as fill the platform's log of events, so that it grows no more. */
const FILL_THE_LOG = 5_000;

/** A platform that holds a large number of orders; filled when it is first asked for. */
export class FullPlatform {
  private filling?: Promise<ServerProcess>;
  /** How many of its orders come before the first measurement. */
  private readonly before: number;
  private heldBefore = 0;

  constructor(
    readonly orders: number,
    private readonly core: number | undefined,
    private readonly say: (text: string) => void,
  ) {
    this.before = Math.min(FILL_THE_LOG, orders / 2);
  }

  /** Starts it and places its orders. */
  server(): Promise<ServerProcess> {
    return (this.filling ??= this.fill());
  }

  /** How many bytes its orders take, in the heap and outside it, without their events. */
  async heapOfOrders(): Promise<number> {
    const server = await this.server();
    return ((await heldBy(server)) - this.heldBefore) * (this.orders / (this.orders - this.before));
  }

  async stop(): Promise<void> {
    await (await this.filling)?.stop();
  }

  private async fill(): Promise<ServerProcess> {
    this.say(`filling a platform with ${this.orders.toLocaleString('en')} orders`);
    const server = await ServerProcess.start(PLATFORM, this.core);
    await placeOrders(server, this.before);
    this.heldBefore = await heldBy(server);
    await placeOrders(server, this.orders - this.before);
    return server;
  }
}

async function heldBy(server: ServerProcess): Promise<number> {
  const { heapUsed, arrayBuffers } = await server.usage({ collectGarbage: true });
  return heapUsed + arrayBuffers;
}
