import Table from 'cli-table3';
import { untilFinal } from '../actions/lifecycle';
import type { ClauseId } from '../contract/clauses';
import type { Failure } from '../contract/failure';
import { describeEvent } from '../platform/event-log';
import type { PlacedOrder } from '../actors/placed-order';
import type { Storm, StormSubscriber } from './storm';

/** What one subscriber has of the events that were due to it. */
interface Harvest {
  due: number;
  received: number;
  failures: Failure[];
}

export interface StormOutcome {
  failures: Failure[];
  /** Losses, returns and events of each kind of subscriber. */
  table: string;
}

/**
 * Waits for what is due and judges it: every event of its room has come to everybody, once and in
 * order; what is missing of whom has been told of a gap.
 */
export async function outcomeOf(storm: Storm): Promise<StormOutcome> {
  const harvests = await Promise.all(
    storm.subscribers.map(async (one) => ({ one, harvest: await harvestOf(one, storm) })),
  );
  return {
    failures: harvests.flatMap(({ harvest }) => harvest.failures),
    table: tableOf(harvests),
  };
}

async function harvestOf(one: StormSubscriber, storm: Storm): Promise<Harvest> {
  const { subscriber, awaited, isLate } = one;
  const orders = isLate ? [] : awaited ? [awaited] : storm.orders;
  await untilFinal(subscriber.log, orders);
  await subscriber.roundTrip();
  const due = orders.flatMap((placed) => eventsDue(placed, awaited === undefined));
  const events = subscriber.log.entries.map(({ event }) => event);
  const had = new Set(events.map(({ orderId, orderStatus }) => `${orderStatus} ${orderId}`));
  const own = new Set(orders.map(({ order }) => order.orderId));
  const received = events.filter(({ orderId }) => own.has(orderId));
  const missing = due.filter((each) => !had.has(each));
  const clause = subscriber.returnedBy ?? 'EVENT-1';
  const about = { kind: 'broken', subscriber: subscriber.name } as const;
  const general = (of: ClauseId) => (clause === of ? {} : { general: of });
  const failures: Failure[] = [];
  if (missing.length > 0 && one.gaps === 0)
    failures.push({
      ...{ ...about, clause, ...general('EVENT-1') },
      sentence: 'who loses the connection again and again misses an event, and is told of no gap',
      ...{ expected: `${due.length} events`, seen: `${missing.length} are missing` },
      details: missing.slice(0, shownAtMost),
    });
  const wrong = events.find(
    (event, index) => event.sequence <= (events[index - 1]?.sequence ?? -1),
  );
  if (wrong)
    failures.push({
      ...{ ...about, clause, ...general('EVENT-2'), order: wrong.orderId },
      sentence: 'who loses the connection again and again gets an event twice, or too late',
      ...{ expected: 'rising sequences', seen: describeEvent(wrong) },
    });
  return { due: due.length, received: received.length, failures };
}

const shownAtMost = 10;

function eventsDue({ order }: PlacedOrder, isFromTheBeginning: boolean): string[] {
  const statuses = isFromTheBeginning ? ['PENDING', 'EXECUTED'] : ['EXECUTED'];
  return statuses.map((status) => `${status} ${order.orderId}`);
}

function tableOf(harvests: readonly { one: StormSubscriber; harvest: Harvest }[]): string {
  const table = new Table({
    head: [
      ...['', 'subscribers', 'closed', 'frozen', 'unanswered', 'recovered', 'asked again'],
      ...['events replayed', 'gaps', 'events due', 'received'],
    ],
    colAligns: ['left', ...Array<'right'>(10).fill('right')],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  const row = (name: string, members: typeof harvests) => {
    const sum = (of: (each: (typeof harvests)[number]) => number) =>
      members.reduce((total, each) => total + of(each), 0);
    return [
      ...[name, members.length, sum(({ one }) => one.closed), sum(({ one }) => one.frozen)],
      ...[sum(({ one }) => one.unanswered), sum(({ one }) => one.recovered)],
      sum(({ one }) => one.replays),
      ...[sum(({ one }) => one.replayed), sum(({ one }) => one.gaps)],
      ...[sum(({ harvest }) => harvest.due), sum(({ harvest }) => harvest.received)],
    ];
  };
  const kinds = [...new Set(harvests.map(({ one }) => one.transport))];
  for (const kind of kinds)
    table.push(row(kind, harvests.filter(({ one }) => one.transport === kind))); // prettier-ignore
  table.push(row('all', harvests));
  return table.toString();
}
