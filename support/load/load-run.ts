import { latenessMark, latenessSince } from '../evidence/lateness';
import { topic } from '../evidence/memory';
import { untilFinal } from '../actions/lifecycle';
import { theSubscriber } from '../actors/subscribers';
import type { TradingWorld } from '../world';
import { cancelAnswers, lastBurst, openClient, sendBurst } from './burst';
import { watchEventLoop } from './event-loop-lag';
import { measurementsOf, type Measurements } from './measurements';
import { recordsOf, type OrderRecord } from './records';

/** A burst that was followed to its end: what was seen of each order, and the figures of all. */
export interface LoadRun {
  records: OrderRecord[];
  measurements: Measurements;
}

export const lastLoad = topic<LoadRun>('No orders have been followed to their end');

/**
 * Places orders at the same time and follows them, by the one subscriber that listens already,
 * until the last event of each has come or is overdue.
 * @param cancels how many of them are cancelled, evenly spread, each as soon as it is accepted
 */
export async function followedBurst(
  world: TradingWorld,
  count: number,
  cancels = 0,
): Promise<LoadRun> {
  const { log } = world.subscribers.get(theSubscriber);
  const client = await openClient(world, count + cancels);
  const lagUntilNow = watchEventLoop();
  const mark = latenessMark();
  const burst = world.memory.keep(lastBurst, await sendBurst(client, world, count, cancels));
  world.answers = cancelAnswers(burst);
  await untilFinal(log, world.trader.orders);
  const lag = lagUntilNow();
  const late = latenessSince(mark);
  client.close();
  const records = recordsOf(burst, log);
  return world.memory.keep(lastLoad, { records, measurements: measurementsOf(records, lag, late) });
}
