import type { NewOrder, OrderStatus } from '../contract/types';
import { atOnce } from '../actors/at-once';
import { deadlines } from '../run/settings/deadlines';
import { orderStatuses, sides } from '../contract/order-values';
import { Subscriber } from '../actors/subscriber';
import { oneOf } from '../tables/cells';
import type { PlacedOrder } from '../actors/placed-order';
import type { Trader } from '../actors/trader';
import type { TradingWorld } from '../world';
import type { EventLog } from '../platform/event-log';
import { claim, claimSame } from '../contract/claims';
import { Mistake } from '../contract/failure';
import { missingEvent } from './missing-event';

/** Milliseconds after which an order executes that is to be EXECUTED soon, at a later time. */
const shortly = 20;

/** Milliseconds after which an order executes that is to stay PENDING for a whole scenario. */
export const notInThisScenario = 60_000;

/** Brings an order into a status, however that is done. */
export async function orderIn(
  world: TradingWorld,
  status: OrderStatus,
  details: Partial<NewOrder> = {},
  trader = world.trader,
): Promise<PlacedOrder> {
  const executesAfter =
    trader.executesAfter ?? (status === 'EXECUTED' ? shortly : notInThisScenario);
  const placed = await trader.placed(trader.newOrder(details), { executesAfter });
  const { orderId } = placed.order;
  if (status === 'EXECUTED') await untilStatus(world, orderId, status, dueTime(placed));
  if (status === 'CANCELLED') await trader.cancelled([orderId]);
  return placed;
}

/** Places orders at the same time; all have to be accepted. */
export async function placeMany(trader: Trader, count: number): Promise<void> {
  await atOnce(count, () => trader.placed());
}

/** An order as a feature's table describes it; PENDING where it does not say. */
export interface OrderRow {
  order: string;
  orderStatus?: string;
  side?: string;
  quantity?: number | undefined;
}

/** Places orders one after the other, in the order of the rows, and keeps their names. */
export async function placeNamed(
  world: TradingWorld,
  trader: Trader,
  rows: readonly OrderRow[],
): Promise<void> {
  for (const { order: name, orderStatus = 'PENDING', side, quantity } of rows) {
    const status = oneOf('orderStatus', orderStatus, orderStatuses);
    const details = {
      ...(side === undefined ? {} : { side: oneOf('side', side, sides) }),
      ...(quantity === undefined ? {} : { quantity }),
    };
    const placed = await orderIn(world, status, details, trader);
    if (world.named.has(name)) throw new Mistake(`The table has two orders called "${name}".`);
    world.named.set(name, placed);
  }
}

/** Sees orders that are there into a status: a cancel is asked for, an execution comes by itself. */
export async function become(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  status: OrderStatus,
): Promise<void> {
  const ids = orders.map(({ order }) => order.orderId);
  if (status === 'CANCELLED') return world.trader.cancelled(ids);
  await untilAll(world, orders, status);
}

/** Waits until all orders are executed. */
export async function untilExecuted(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
): Promise<void> {
  await untilAll(world, orders, 'EXECUTED');
}

async function untilAll(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
  status: OrderStatus,
): Promise<void> {
  await Promise.all(
    orders.map((placed) => untilStatus(world, placed.order.orderId, status, dueTime(placed))),
  );
}

/** Milliseconds from now within which an order has to be executed, with room for the machine. */
export function dueTime({ executesAfter }: PlacedOrder): number {
  return (executesAfter ?? 0) + deadlines.execution;
}

/** When an order was seen in a status, in `performance.now()` milliseconds. */
export interface Sighting {
  at: number;
  /** Whether it had that status already when somebody looked for the first time. */
  isOld: boolean;
}

/**
 * Waits until an order has a status, as a client does that asks for its events: the answer says
 * how the order stands, and what comes later is announced.
 * @throws Error when the order has become something else, or the deadline passes
 */
export async function untilStatus(
  world: TradingWorld,
  orderId: string,
  status: OrderStatus,
  ms: number,
): Promise<Sighting> {
  const watcher = new Subscriber('the watcher', world.api.access, world.evidence);
  try {
    await watcher.connect();
    const answer = await watcher.subscribe({ orderId });
    if (!answer.ok) throw watcher.refused(answer.error, orderId);
    const current = () =>
      watcher.log.of(orderId).at(-1)?.event.orderStatus ?? answer.order?.orderStatus;
    // Whatever is final ends the waiting: nothing else can come.
    const isSettled = () => current() === status || current() !== 'PENDING';
    const waited = await watcher.log.until(isSettled, ms);
    if (!waited.happened)
      throw await missingEvent(world, watcher, {
        ...{ orderId, orderStatus: status, waited },
        isTimed: world.executesAfter(orderId) !== undefined,
      });
    claimSame(status === 'CANCELLED' ? 'CANCEL-1' : 'LIFE-1', 'an order comes to another end', {
      ...{ expected: status, seen: current(), order: orderId },
    });
    return { at: performance.now(), isOld: answer.order?.orderStatus === status };
  } finally {
    watcher.leave();
  }
}

/**
 * Waits until the final events of all these orders have come, or are overdue: what is missing then
 * is for the caller to name, all of it and not just the first.
 */
export async function untilFinal(log: EventLog, orders: readonly PlacedOrder[]): Promise<void> {
  const open = new Set(orders.map(({ order }) => order.orderId));
  const areFinal = () => {
    for (const orderId of open) {
      if (!log.isFinal(orderId)) return false;
      open.delete(orderId);
    }
    return true;
  };
  const dues = orders.map((placed) => placed.answer.answeredAt + dueTime(placed));
  const left = Math.max(0, ...dues.map((due) => due - performance.now()));
  await log.until(areFinal, left);
}

/** Milliseconds from placement to execution, by the platform's own clock. */
export async function executionTimes(
  world: TradingWorld,
  orders: readonly PlacedOrder[],
): Promise<number[]> {
  const shown = await world.trader.readAll(orders.map(({ order }) => order.orderId));
  return shown.map(({ orderId, orderStatus, placedAt, updatedAt }) => {
    const isAnnounced = world.evidence
      .events()
      .some(({ event }) => event.orderId === orderId && event.orderStatus === 'EXECUTED');
    claimSame(isAnnounced ? 'EVENT-4' : 'LIFE-1', 'an order is not executed', {
      ...{ expected: 'EXECUTED', seen: orderStatus, order: orderId, general: 'READ-1' },
    });
    const ms = Date.parse(updatedAt) - Date.parse(placedAt);
    const isDue = world.executesAfter(orderId) ?? 1;
    claim(
      'LIFE-2',
      'updatedAt of an executed order is that of its placement',
      ms > 0 || isDue === 0,
      {
        ...{ expected: `a time after ${placedAt}`, seen: updatedAt, order: orderId },
      },
    );
    return ms;
  });
}
