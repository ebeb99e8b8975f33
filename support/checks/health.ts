import { fence } from '../actions/fence';
import { Mistake } from '../contract/failure';
import { claim, claimSame } from '../contract/claims';
import type { Answer } from '../contract/messages';
import { orderStatuses } from '../contract/order-values';
import type { Health, OrderStatus, OrderStatusEvent } from '../contract/types';
import { latenessMark, latenessSince } from '../evidence/lateness';
import { topic } from '../evidence/memory';
import { deadlines } from '../run/settings/deadlines';
import { oneOf, valueOf } from '../tables/cells';
import type { TradingWorld } from '../world';

/** What the platform's health was before something happened. */
export const healthBefore = topic<Answer>('The health of the platform has not been asked for');

/** A row of what the health should tell. */
export interface HealthRow {
  what: string;
  value: string;
}

const counts = {
  orders: ({ orders }: Health) => orders.PENDING + orders.EXECUTED + orders.CANCELLED,
  subscribers: ({ subscribers }: Health) => subscribers,
};
const ofStatus = orderStatuses.map((status) => `${status} orders` as const);
const known = ['status', 'uptime', 'orders', 'subscribers', ...ofStatus] as const;
const atLeast = 'at least ';
const moreThanBefore = ' more than before';
const sinceThen = 'the seconds since then';

/** The health tells all of this. @throws Error that names the row, where its words make no sense */
export async function expectHealth(world: TradingWorld, rows: readonly HealthRow[]): Promise<void> {
  const isCompared = rows.some(({ value }) => value.endsWith(moreThanBefore));
  judgeHealth(world, rows, isCompared ? await othersEvents(world) : []);
}

/** @param others what has happened to orders of others since the health was known */
export function judgeHealth(
  world: TradingWorld,
  rows: readonly HealthRow[],
  others: readonly OrderStatusEvent[],
): void {
  const health = world.answer.body as Health;
  for (const [index, { what, value }] of rows.entries()) {
    const place = `row ${index + 1}, value`;
    const each = oneOf(`row ${index + 1}, what`, what, known);
    if (each === 'status')
      claimSame('HEALTH-1', 'the health says another status', {
        expected: value,
        seen: health.status,
      });
    else if (each === 'uptime') {
      oneOf(place, value, [sinceThen]);
      expectUptimeToRise(world);
    } else if (each === 'orders' || each === 'subscribers')
      expectCount(each, counts[each](health), place, value);
    else {
      const status = each.split(' ')[0] as OrderStatus;
      const seen = health.orders[status];
      if (!value.endsWith(moreThanBefore)) expectCount(each, seen, place, value);
      else {
        const more = valueOf(place, value.slice(0, -moreThanBefore.length), 'count');
        const before = world.memory.of(healthBefore).body as Health;
        expectBetween(each, seen, before.orders[status] + more, changesBy(status, others));
      }
    }
  }
}

function expectCount(what: string, seen: number, place: string, value: string): void {
  const sentence = `the health does not count the ${what} right`;
  if (value.startsWith(atLeast)) {
    const least = valueOf(place, value.slice(atLeast.length), 'count');
    claim('HEALTH-1', sentence, seen >= least, { expected: value, seen });
  } else claimSame('HEALTH-1', sentence, { expected: valueOf(place, value, 'count'), seen });
}

/** A count is this one, give or take what others may have changed in it. */
function expectBetween(
  what: string,
  seen: number,
  due: number,
  { more, less }: ReturnType<typeof changesBy>,
): void {
  const [least, most] = [due - less, due + more];
  const sentence = `the health does not count the ${what} right`;
  claim('HEALTH-1', sentence, seen >= least && seen <= most, {
    ...{ expected: least === most ? `${due}` : `${least} to ${most}`, seen },
  });
}

/** What events may have changed in the number of orders in a status. */
function changesBy(status: OrderStatus, events: readonly OrderStatusEvent[]) {
  const more = events.filter(({ orderStatus }) => orderStatus === status).length;
  return { more, less: status === 'PENDING' ? events.length - more : 0 };
}

/** What has happened to orders of others since the health was known, or a little before or after. */
async function othersEvents(world: TradingWorld): Promise<OrderStatusEvent[]> {
  const [subscriber] = world.subscribers.all();
  const { sentAt } = world.memory.of(healthBefore);
  const fenced = await fence(world, [subscriber]);
  const own = new Set([fenced, ...world.trader.orders.map(({ order }) => order.orderId)]);
  return subscriber.log.entries
    .filter(({ at, event }) => at >= sentAt && !own.has(event.orderId))
    .map(({ event }) => event);
}

/** The same in the end: a goodbye may reach the platform after the first question. */
export async function expectHealthInTheEnd(
  world: TradingWorld,
  rows: readonly HealthRow[],
): Promise<void> {
  const mark = latenessMark();
  const asked = performance.now();
  const isOverdue = () => performance.now() - asked > deadlines.event + latenessSince(mark);
  for (let isSo = false; !isSo;) {
    await world.tries(world.trader.send({ method: 'GET', path: '/health' }));
    try {
      await expectHealth(world, rows);
      isSo = true;
    } catch (error) {
      if (isOverdue()) throw error;
    }
  }
}

/** Between its first and its last answer the platform's uptime has gone on like any clock. */
function expectUptimeToRise({ evidence, answer: last }: TradingWorld): void {
  const first = evidence.answers().find(({ request }) => request.path === last.request.path);
  if (!first || first === last) throw new Mistake('The health was asked for only once.');
  const uptime = ({ body }: Answer) => (body as Health).uptimeSeconds;
  // Milliseconds, rounded twice.
  const least = last.sentAt - first.answeredAt - 2;
  const most = last.answeredAt - first.sentAt + 2;
  const seen = (uptime(last) - uptime(first)) * 1000;
  claim('HEALTH-1', 'the uptime does not go on like a clock', seen >= least && seen <= most, {
    ...{
      expected: `${least.toFixed(0)} to ${most.toFixed(0)} ms more`,
      seen: `${seen.toFixed(0)} ms`,
    },
  });
}
