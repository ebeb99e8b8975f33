import { Mistake } from '../contract/failure';
import { claim, claimSame } from '../contract/claims';
import type { Answer } from '../contract/messages';
import type { Health } from '../contract/types';
import { topic } from '../evidence/memory';
import { oneOf, valueOf } from '../tables/cells';
import type { TradingWorld } from '../world';

/** What the platform's health was before something happened. */
export const healthBefore = topic<Health>('The health of the platform has not been asked for');

/** A row of what the health should tell. */
export interface HealthRow {
  what: string;
  value: string;
}

const counts = {
  orders: ({ orders }: Health) => orders.PENDING + orders.EXECUTED + orders.CANCELLED,
  subscribers: ({ subscribers }: Health) => subscribers,
};
const known = ['status', 'uptime', 'orders', 'subscribers'] as const;
const atLeast = 'at least ';
const moreThanBefore = 'more than before';
const sinceThen = 'the seconds since then';

/** The health tells all of this. @throws Error that names the row, where its words make no sense */
export function expectHealth(world: TradingWorld, rows: readonly HealthRow[]): void {
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
    } else {
      const count = counts[each];
      const seen = count(health);
      const sentence = `the health does not count the ${each} right`;
      if (value === moreThanBefore) {
        const before = count(world.memory.of(healthBefore));
        claim('HEALTH-1', sentence, seen > before, { expected: `more than ${before}`, seen });
      } else if (value.startsWith(atLeast)) {
        const least = valueOf(place, value.slice(atLeast.length), 'count');
        claim('HEALTH-1', sentence, seen >= least, { expected: value, seen });
      } else claimSame('HEALTH-1', sentence, { expected: valueOf(place, value, 'count'), seen });
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
