import { topic } from '../evidence/memory';
import { atOnce } from '../actors/at-once';
import { freePort } from '../platform/free-port';
import { executionTimes, untilExecuted } from './lifecycle';
import { type End, expectStarted } from '../actors/operator';
import type { TradingWorld } from '../world';

/** Times to execution on two platforms. */
export const timesOnTwo = topic<[number[], number[]]>(
  'No orders have been placed on two platforms',
);

/** Values of a setting that are found out when they are needed, by the words of the features. */
const ports = {
  'a port in use': ({ api }: TradingWorld) => new URL(api.baseUrl).port,
  /** Also when the platform is started again. */
  'a port that stays free': async () => String(await freePort()),
};
export const portNames = Object.keys(ports);

/** @param said the value in quotes, or one of {@link portNames} */
export async function settingValue(world: TradingWorld, said: string): Promise<string> {
  return said in ports ? ports[said as keyof typeof ports](world) : said.slice(1, -1);
}

/** Stops the platform as soon as it has so many orders to answer. All have to be answered. */
export async function stopDuringOrders(world: TradingWorld, count: number): Promise<End> {
  const { trader, operator } = world;
  const placed = atOnce(count, () => trader.placed());
  // Answered without delay, and sent after the orders: by now they have arrived.
  await trader.send({ method: 'GET', path: '/health' });
  const [end] = await Promise.all([operator.stop(), placed]);
  return end;
}

/**
 * Places orders, one after the other, on each of two platforms with the same settings.
 * @returns for each platform the milliseconds from placement to execution, in the order of placing
 */
export async function timesOnTwoPlatforms(
  world: TradingWorld,
  count: number,
  settings: Readonly<Record<string, string>>,
): Promise<[number[], number[]]> {
  const timesOnOne = async () => {
    world.moveTo(expectStarted(await world.operator.start(settings)));
    for (let index = 0; index < count; index += 1) await world.trader.placed();
    const orders = world.ordersOf({ kind: 'every' });
    await untilExecuted(world, orders);
    return executionTimes(world, orders);
  };
  return [await timesOnOne(), await timesOnOne()];
}
