import { setTimeout as sleep } from 'node:timers/promises';
import { placeOrders } from '../clients/place-orders';
import { PLATFORM } from '../servers/contenders';
import { ServerProcess } from '../servers/server-process';

/**
 * How long the platform keeps an event for clients that lost their connection, and a minute until
 * it looks again for events to forget.
 */
const EVENTS_ARE_KEPT_MS = (2 * 60 + 60 + 5) * 1000;

const WARM_UP = 200;

/** A platform that holds a large number of orders; filled when it is first asked for. */
export class FullPlatform {
  private filling?: Promise<ServerProcess>;
  private heapBefore = 0;
  private filledAt = 0;

  constructor(
    readonly orders: number,
    private readonly core: number | undefined,
    private readonly say: (text: string) => void,
  ) {}

  /** Starts it and places its orders. */
  server(): Promise<ServerProcess> {
    return (this.filling ??= this.fill());
  }

  /** How many bytes of heap its orders take, once their events are forgotten. */
  async heapOfOrders(): Promise<number> {
    const server = await this.server();
    const left = this.filledAt + EVENTS_ARE_KEPT_MS - performance.now();
    if (left > 0) {
      this.say(`waiting ${Math.ceil(left / 1000)} s until their events are forgotten`);
      await sleep(left);
    }
    const { heapUsed } = await server.usage({ collectGarbage: true });
    return heapUsed - this.heapBefore;
  }

  async stop(): Promise<void> {
    await (await this.filling)?.stop();
  }

  private async fill(): Promise<ServerProcess> {
    this.say(`filling a platform with ${this.orders.toLocaleString('en')} orders`);
    const server = await ServerProcess.start(PLATFORM, this.core);
    await placeOrders(server, WARM_UP);
    this.heapBefore = (await server.usage({ collectGarbage: true })).heapUsed;
    await placeOrders(server, this.orders - WARM_UP);
    this.filledAt = performance.now();
    return server;
  }
}
