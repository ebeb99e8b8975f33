import { covers } from '../checks/invariants';
import type { Failure } from '../contract/failure';
import type { OrderStatusEvent } from '../contract/types';
import { differing, type Due, type Received, type ReceivedEvent } from '../evidence/received';
import { describeEvent } from '../platform/event-log';

/** What it is called where something is said of it. */
export const theWitness = 'the witness of the run';

/** An event as the witness got it, and when, in ms since 1970. */
export interface Known {
  at: number;
  event: OrderStatusEvent;
}

/** A part of the sequence of which the witness was due every event. */
export interface Stretch {
  epoch: string;
  /** The sequence after which it begins. */
  after: number;
  /** The last that is known of it; Infinity where whatever is later would have to be known. */
  upTo: number;
  /** By rising sequences. */
  known: readonly Known[];
}

/** Where a subscriber and the witness disagree on one event; which of them is wrong is seen from others. */
export interface Disagreement {
  subscriber: string;
  epoch: string;
  /** As the subscriber had it. */
  had: OrderStatusEvent;
  /** As the witness has it; undefined where it has none. */
  known: OrderStatusEvent | undefined;
}

export interface Reconciled {
  /** What a subscriber lacks. */
  failures: Failure[];
  disagreements: Disagreement[];
}

/** Holds what some subscribers received against what a subscriber to all orders did. */
export function reconcile(received: Received, stretches: readonly Stretch[]): Reconciled {
  const parts = received.subscribers.map(({ name, had, due }) => {
    const own = [...new Set(had)].flatMap((place) => received.events[place] ?? []);
    return {
      failures: due.flatMap((each) => lacking(name, each, own, stretches)),
      disagreements: own.flatMap((each) => disagreement(name, each, stretches)),
    };
  });
  return {
    failures: parts.flatMap(({ failures }) => failures),
    disagreements: parts.flatMap(({ disagreements }) => disagreements),
  };
}

function lacking(
  subscriber: string,
  due: Due,
  own: readonly ReceivedEvent[],
  stretches: readonly Stretch[],
): Failure[] {
  const { room, after, upTo, asked } = due;
  const had = new Set(
    own.flatMap(({ epoch, event }) => (epoch === due.epoch ? event.sequence : [])),
  );
  return ofEpoch(due, stretches).flatMap(({ known }) =>
    known
      .slice(placeAfter(known, after), placeAfter(known, upTo))
      .filter(({ event }) => covers(room, event.orderId) && !had.has(event.sequence))
      .map(({ at, event }) => ({
        ...(asked !== undefined && at < asked.at
          ? {
              ...{ kind: 'broken', clause: asked.clause },
              sentence: 'a subscription does not begin where its answer says',
            }
          : {
              ...{ kind: 'broken', clause: 'EVENT-1' },
              sentence: 'an event is left out between others that a subscriber gets',
            }),
        ...{ expected: describeEvent(event), seen: `none before #${upTo}` },
        ...{ order: event.orderId, subscriber },
        details: [`expected is what ${theWitness} received`],
      })),
  );
}

function disagreement(
  subscriber: string,
  { epoch: said, event: had }: ReceivedEvent,
  stretches: readonly Stretch[],
): Disagreement[] {
  const stretch = ofEpoch({ epoch: said }, stretches).find(
    ({ after, upTo }) => had.sequence > after && had.sequence <= upTo,
  );
  if (stretch === undefined) return [];
  const { epoch, known } = stretch;
  const last = known[placeAfter(known, had.sequence) - 1]?.event;
  const same = last?.sequence === had.sequence ? last : undefined;
  const isSame = same !== undefined && differing(same, had).length === 0;
  return isSame ? [] : [{ subscriber, epoch, had, known: same }];
}

/** An epoch that nobody has said is clear where there was only one. */
function ofEpoch({ epoch }: { epoch?: string | undefined }, stretches: readonly Stretch[]) {
  if (epoch !== undefined) return stretches.filter((each) => each.epoch === epoch);
  return new Set(stretches.map((each) => each.epoch)).size === 1 ? stretches : [];
}

/** Where in a list the events begin whose sequence is higher. */
export function placeAfter(known: readonly Known[], sequence: number): number {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.event.sequence ?? Infinity) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Several that had an event alike, which the witness did not: it is one of the subscribers, too. */
const agreeing = 2;

/**
 * What is wrong where subscribers and the witness disagree, each with who says so.
 * @param all those of a whole run: two that agree with each other are right against the witness
 */
export function judged(
  all: readonly { attempt: string; disagreement: Disagreement }[],
): { attempt: string; failure: Failure }[] {
  const groups = new Map<string, { attempt: string; disagreement: Disagreement }[]>();
  for (const each of all) {
    const { epoch, had } = each.disagreement;
    const key = `${epoch} ${JSON.stringify(had)}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) =>
    group.map(({ attempt, disagreement }) => ({
      attempt,
      failure: group.length >= agreeing ? ofWitness(disagreement) : ofSubscriber(disagreement),
    })),
  );
}

function ofWitness({ had, known }: Disagreement): Failure {
  if (known !== undefined) return different(had, known, theWitness, 'expected is what others received'); // prettier-ignore
  return {
    ...{ kind: 'broken', clause: 'EVENT-1', subscriber: theWitness, order: had.orderId },
    sentence: 'a subscriber does not get an event that it has asked for',
    ...{ expected: describeEvent(had), seen: 'none, while others got it' },
  };
}

function ofSubscriber({ subscriber, had, known }: Disagreement): Failure {
  if (known !== undefined)
    return different(known, had, subscriber, `expected is what ${theWitness} received`);
  return {
    ...{ kind: 'broken', clause: 'EVENT-1', subscriber, order: had.orderId },
    sentence: 'a subscriber gets an event that nobody else gets',
    ...{ expected: `none, as ${theWitness}`, seen: describeEvent(had) },
  };
}

function different(
  expected: OrderStatusEvent,
  seen: OrderStatusEvent,
  subscriber: string,
  detail: string,
): Failure {
  const isSameEvent =
    expected.orderId === seen.orderId && expected.orderStatus === seen.orderStatus;
  return {
    ...{ kind: 'broken', clause: isSameEvent ? 'EVENT-3' : 'EVENT-2', order: seen.orderId },
    sentence: isSameEvent
      ? 'two subscribers are told different things of one event'
      : 'two events have the same sequence',
    ...{ expected: JSON.stringify(expected), seen: JSON.stringify(seen), subscriber },
    details: [detail],
  };
}
