import { claim, claimNone } from '../contract/claims';
import { Mistake } from '../contract/failure';
import type { Since, Subscribed } from '../contract/types';
import type { Subscriber } from '../actors/subscriber';
import { fence } from '../actions/fence';
import { notInThisScenario } from '../actions/lifecycle';
import { expectNotYetDue } from '../actors/placed-order';
import { describeEvent, type LoggedEvent } from '../platform/event-log';
import type { TradingWorld } from '../world';
import { covers } from './invariants';

/** So many events a platform keeps at least, if they came within the last two minutes (REPLAY-2). */
const keptAtLeast = 10_000;

/** What a subscription that asked for missed events was answered, and for what it had asked. */
function replayOf({ name, since, confirmation }: Subscriber): { since: Since; answer: Subscribed } {
  if (since === undefined || confirmation === undefined)
    throw new Mistake(`${name} has not asked for what it has missed.`);
  return { since, answer: confirmation };
}

/**
 * A subscriber that asked for what it had missed got it, first and once each: as many events as
 * the answer says, all of them that others know of, or else it was told of a gap.
 */
export async function expectReplay(world: TradingWorld, subscriber: Subscriber): Promise<void> {
  await fence(world, world.subscribers.all());
  const { name, log } = subscriber;
  const { since, answer } = replayOf(subscriber);
  const { room, epoch, sequence, replayed, complete } = answer;
  claim('REPLAY-1', 'the answer does not say how much was replayed', replayed !== undefined, {
    ...{ expected: 'replayed and complete', seen: answer, subscriber: name },
  });
  // A later run of the log begins with what was asked for; an earlier one is not about it.
  const last = log.entries.at(-1)?.run;
  const received = log.entries.filter(({ run }) => run === last);
  const isOfSameEpoch = since.epoch === epoch;
  const missed = received.filter(
    ({ event }) =>
      event.sequence <= sequence && (!isOfSameEpoch || event.sequence > since.sequence),
  );
  claim(
    'REPLAY-1',
    'not as many events are replayed as the answer says',
    missed.length === replayed,
    {
      ...{ expected: `${replayed} events up to #${sequence}`, seen: describe(missed) },
      subscriber: name,
    },
  );
  // Beyond the end there is nothing that could have been missed.
  const before = isOfSameEpoch ? Math.min(since.sequence, sequence) : 0;
  claimNone(
    'REPLAY-1',
    'an event is replayed that was not missed',
    received
      .filter(({ event }) => event.sequence <= before)
      .map(({ event }) => describeEvent(event)),
    { subscriber: name },
  );
  const had = new Set(received.map(({ event }) => event.sequence));
  const known = knownToOthers(world, subscriber).filter(
    (each) => each > before && each <= sequence && !had.has(each),
  );
  // What it had of such an order is not replayed with all the others.
  if (known.length > 0)
    for (const placed of world.trader.orders)
      if (placed.executesAfter === notInThisScenario) expectNotYetDue(placed, 'REPLAY-1');
  if (complete)
    claimNone('REPLAY-1', 'a replay that is said to be complete lacks an event', known, {
      subscriber: name,
    });
  else {
    const isKept = known.length === 0 || replayed >= keptAtLeast || room !== 'orders';
    claim('REPLAY-2', 'events are not kept as long as is promised', isKept, {
      ...{ expected: `${keptAtLeast} events, or all`, seen: `${missed.length} events` },
      ...{ subscriber: name, details: [`${known.length} are lacking`] },
    });
    const [first] = world.subscribers.all();
    const sinceWhen = first.confirmation?.sequence ?? Infinity;
    const isRecent = since.sequence >= sinceWhen && first.log.entries.length < keptAtLeast;
    claim('REPLAY-2', 'a gap is told where there can be none', !isOfSameEpoch || !isRecent, {
      ...{ expected: 'complete: true', seen: answer, subscriber: name },
    });
  }
}

/** The sequences that others have received of the subscriber's room. */
function knownToOthers({ subscribers }: TradingWorld, subscriber: Subscriber): number[] {
  const room = subscriber.confirmation?.room ?? 'orders';
  const others = subscribers.all().filter((each) => each !== subscriber);
  const entries = others.flatMap(({ log }) => log.entries);
  const sequences = entries
    .filter(({ event, epoch }) => covers(room, event.orderId) && epoch === subscriber.log.epoch)
    .map(({ event }) => event.sequence);
  return [...new Set(sequences)];
}

function describe(entries: readonly LoggedEvent[]): string {
  const [first, last] = [entries.at(0), entries.at(-1)];
  if (!first || !last) return 'none';
  return `${entries.length}, from ${describeEvent(first.event)} to ${describeEvent(last.event)}`;
}

/** Who comes from another epoch, or from too long ago, was told that events are missing. */
export function expectToldOfGap(subscriber: Subscriber): void {
  const { answer } = replayOf(subscriber);
  claim('REPLAY-2', 'a gap is not told', answer.complete === false, {
    ...{ expected: 'complete: false', seen: answer, subscriber: subscriber.name },
  });
}

/** The epoch is the same for everybody, as long as the sequence goes on. */
export function expectSameEpoch(subscribers: readonly Subscriber[]): void {
  const epochs = subscribers.map(({ confirmation }) => confirmation?.epoch);
  claim('REPLAY-3', 'two subscribers are told different epochs', new Set(epochs).size === 1, {
    ...{ expected: 'one epoch', seen: epochs },
  });
}
