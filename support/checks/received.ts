import type { ClauseId } from '../contract/clauses';
import type { Due, Received, ReceivedEvent } from '../evidence/received';
import { covers, type ObservedSubscriber } from './invariants';

/** What some subscribers received, and what of the sequence was due to each. */
export function receivedBy(subscribers: readonly ObservedSubscriber[]): Received {
  const events = new Map<string, { place: number; received: ReceivedEvent }>();
  const placeOf = ({ epoch, event }: ReceivedEvent) => {
    const key = `${epoch} ${JSON.stringify(event)}`;
    const known = events.get(key) ?? { place: events.size, received: { epoch, event } };
    events.set(key, known);
    return known.place;
  };
  const told = subscribers.map((subscriber) => ({
    name: subscriber.name,
    had: subscriber.log.entries.map(placeOf),
    due: dueTo(subscriber),
  }));
  return {
    events: [...events.values()].map(({ received }) => received),
    subscribers: told.filter(({ had }) => had.length > 0),
  };
}

/** Of each subscription, the part of the sequence from where it began to the last that it brought. */
function dueTo({ log, subscriptions, promises }: ObservedSubscriber): Due[] {
  return subscriptions.flatMap(({ room, from, to = Infinity, after, beginsAfter }) => {
    const brought = log.entries.filter(
      ({ at, event }) => at >= from && at <= to && covers(room, event.orderId),
    );
    const [first, last] = [brought.at(0), brought.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [
      {
        ...{ room, epoch: last.epoch },
        ...{ after: after ?? first.event.sequence, upTo: last.event.sequence },
        ...(beginsAfter !== undefined && { asked: askedAt(beginsAfter, promises?.beginning) }),
      },
    ];
  });
}

function askedAt(at: number, clause: ClauseId = 'SIO-2') {
  return { at: performance.timeOrigin + at, clause };
}
