import { beyondContract, claimSame } from '../contract/claims';
import { claimAtMost } from './limits';
import { isLive, type BlotterView } from '../actors/browser/blotter';
import type { OrderStatus } from '../contract/types';
import { deadlines } from '../run/settings/deadlines';
import { dueTime } from '../actions/lifecycle';
import type { PlacedOrder } from '../actors/placed-order';
import type { TradingWorld } from '../world';

/** The blotter shows each of these orders, once, with this status. */
export async function expectShown(
  { tester }: TradingWorld,
  orders: readonly PlacedOrder[],
  status: OrderStatus,
): Promise<void> {
  const isShown = ({ orders: rows }: BlotterView) => {
    const statuses = groupedStatuses(rows);
    return orders.every(({ order }) => statuses.get(order.orderId)?.join() === status);
  };
  const due = status === 'EXECUTED' ? Math.max(...orders.map(dueTime)) : deadlines.event;
  await tester.blotter.until(`${orders.length} orders as ${status}`, isShown, due);
}

/** The blotter's latest events are, for each of these orders, exactly those, in this order. */
export async function expectEventsShown(
  { tester }: TradingWorld,
  orders: readonly PlacedOrder[],
  statuses: readonly string[],
): Promise<void> {
  const expected = statuses.join();
  const areShown = ({ events }: BlotterView) => {
    const shown = groupedStatuses(events.toReversed()); // from the first to the latest
    return orders.every(({ order }) => shown.get(order.orderId)?.join() === expected);
  };
  await tester.blotter.until(`the events ${expected} of each order`, areShown, deadlines.event);
}

export async function expectNotShown(
  { tester }: TradingWorld,
  orders: readonly PlacedOrder[],
): Promise<void> {
  const ids = new Set(orders.map(({ order }) => order.orderId));
  const areGone = (view: BlotterView) =>
    isLive(view) && !view.orders.some(({ orderId }) => ids.has(orderId));
  await tester.blotter.until('that the order is gone', areGone, deadlines.event);
}

export async function expectFaultShown(world: TradingWorld, field: string): Promise<void> {
  world.evidence.seen(world.answer);
  const { faults } = await world.tester.blotter.until(
    'what is wrong with the order',
    ({ message }) => /refused/.test(message),
    deadlines.event,
  );
  claimSame(beyondContract, 'the blotter marks other fields than the one that is wrong', {
    ...{ expected: [field], seen: Object.keys(faults) },
  });
}

/** What the blotter says when its connection is back. */
export const returns = {
  'nothing was missed': /^Live\. Nothing was missed/,
  'there was a gap': /^Live\. There was a gap/,
} as const;
export type Return = keyof typeof returns;

export async function expectReturnTold({ tester }: TradingWorld, what: Return): Promise<void> {
  const isTold = (view: BlotterView) => isLive(view) && returns[what].test(view.connection.text);
  await tester.blotter.until(`that ${what}`, isTold, deadlines.connection);
}

export async function expectNeverStill(
  { tester, evidence }: TradingWorld,
  ms: number,
): Promise<void> {
  const longest = await tester.blotter.longestStandstill();
  const measured = { ms: longest, error: evidence.lateness() };
  claimAtMost(beyondContract, 'the blotter stood still', measured, ms);
}

function groupedStatuses(
  shown: readonly { orderId: string; orderStatus: string }[],
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { orderId, orderStatus } of shown)
    groups.set(orderId, [...(groups.get(orderId) ?? []), orderStatus]);
  return groups;
}
