import { monitorEventLoopDelay } from 'node:perf_hooks';
import { atOnce } from '../at-once';
import type { NewOrder, Order } from '../contract/types';
import type { Answer } from '../orders-api';
import type { Trader } from '../trader';

/** One order of a burst: what was sent, and what came of it. */
export interface BurstOrder {
  sent: NewOrder;
  /** Undefined when no answer came; then `failure` says why. */
  answer?: Answer;
  failure?: string;
}

/** Orders placed at the same time. */
export interface Burst {
  orders: BurstOrder[];
  /** Milliseconds between the first and the last order sent. */
  spread: number;
  /** The longest that this process was late, in milliseconds: its figures are no better. */
  lag: number;
}

/** Places orders at the same time, each with a quantity of its own. None is dropped. */
export async function placeBurst(trader: Trader, count: number): Promise<Burst> {
  // The first request of a process takes longer, and nothing about the platform.
  await trader.send({ method: 'GET', path: '/health' });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const orders = await atOnce(count, (index) =>
    place(trader, trader.newOrder({ side: index % 2 ? 'SELL' : 'BUY', quantity: index + 1 })),
  );
  delay.disable();
  const sent = orders.flatMap(({ answer }) => (answer ? [answer.sentAt] : []));
  return {
    orders,
    spread: sent.length > 0 ? Math.max(...sent) - Math.min(...sent) : 0,
    lag: delay.max / 1e6,
  };
}

async function place(trader: Trader, sent: NewOrder): Promise<BurstOrder> {
  try {
    return { sent, answer: await trader.place(sent) };
  } catch (error) {
    return { sent, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** What is wrong with the answers of a burst, one line an order. */
export function unlikeSent({ orders }: Burst): string[] {
  return orders.flatMap(({ sent, answer, failure }, index) => {
    const name = `order ${index + 1} of ${orders.length}`;
    if (!answer) return [`${name} got no answer: ${failure}`];
    if (answer.status !== 201) return [`${name} was refused: ${answer.status} ${answer.text}`];
    const { orderStatus, symbol, side, quantity } = answer.body as Order;
    const expected = JSON.stringify({ orderStatus: 'PENDING', ...sent });
    const actual = JSON.stringify({ orderStatus, symbol, side, quantity });
    return actual === expected ? [] : [`${name} was sent as ${expected} and came as ${actual}`];
  });
}
