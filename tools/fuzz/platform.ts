import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { readConfig } from '../../server/config';
import { SystemClock } from '../../server/orders/clock';
import { createRandom } from '../../server/orders/delays';
import { createPlatform } from '../../server/platform';

/** Few orders, so that a platform which is full is met as well, and memory has an end. */
const settings = {
  ...{ PORT: '0', HOST: '127.0.0.1', ENDPOINT_DELAY_MS: '0-0', EXECUTION_DELAY_MS: '0-20' },
  ...{ MAX_ORDERS: '2000', LOG_LEVEL: 'error' },
};

/** A platform in a process of its own, which tells how much memory it holds when it is asked. */
async function main(): Promise<void> {
  const logger = pino({ level: settings.LOG_LEVEL });
  const parts = { clock: new SystemClock(), random: createRandom(1), logger };
  const { url } = await createPlatform(readConfig(settings), parts).listen();
  process.on('message', () => void tellMemory());
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}

async function tellMemory(): Promise<void> {
  if (!global.gc) throw new Error('this needs node --expose-gc');
  // What is let go of in one round may be what holds something in the next.
  for (let rounds = 0; rounds < 3; rounds += 1) {
    global.gc();
    await pause(10);
  }
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ memory: heapUsed + external });
}

void main();
