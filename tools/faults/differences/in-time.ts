import { setTimeout as pause } from 'node:timers/promises';
import { covers } from '../../../support/checks/invariants';
import type { OrderStatusEvent, Subscribed } from '../../../support/contract/types';
import type { Client, Line, Tampering } from '../fault';
import { patiently } from '../conditions';
import { sinceIn } from '../tools';
import type { Difference } from './difference';

/** Milliseconds by which one comes later than the other. */
const muchLater = 300;

/** Every answer over REST comes later than the events of what it answers. */
export function lateAnswers(_line?: Line, later = muchLater): Tampering {
  return {
    rest: async (request, forward) => {
      const response = await forward(request);
      await pause(later);
      return response;
    },
  };
}

/** A room of which a client has yet to hear what happened up to a place in the sequence. */
interface Owed {
  room: string;
  upTo: number;
}

/** What a client has yet to hear. */
class Waiting {
  readonly events = new Map<number, OrderStatusEvent>();
  readonly owed: Owed[] = [];
  /** What it has been told of that, which the platform does not know: told once, by whomever. */
  readonly told = new Map<number, OrderStatusEvent>();
  /** Up to there it has been replayed, out of what all of a platform have in common. */
  replayedUpTo = 0;

  isOwed({ sequence, orderId }: OrderStatusEvent): boolean {
    return this.owed.some(({ room, upTo }) => sequence <= upTo && covers(room, orderId));
  }
}

/**
 * Every event comes later than the answer to what it tells of, as where a platform has several
 * processes, and one hears later than another what happened there: whoever subscribes begins with
 * what that one has heard of, and whoever does not any more gets nothing of what it has not.
 */
export function lateEvents(line: Line, later = muchLater): Tampering {
  /** The last event that has been heard of. */
  let heard = 0;
  /** Those that have not, from the oldest to the newest. */
  const coming: OrderStatusEvent[] = [];
  const waiting = new WeakMap<Client, Waiting>();
  const of = (client: Client) => {
    const known = waiting.get(client) ?? new Waiting();
    waiting.set(client, known);
    return known;
  };

  line.follow({
    begins: (sequence) => (heard = sequence),
    event: (event) => {
      coming.push(event);
      for (const client of line.clients) {
        const { events } = of(client);
        if (of(client).isOwed(event)) events.set(event.sequence, event);
      }
      setTimeout(() => {
        coming.shift();
        heard = event.sequence;
        for (const client of line.clients) release(client);
      }, later);
    },
  });

  function release(client: Client): void {
    const { events, told } = of(client);
    for (const [sequence, event] of [...events].sort(([a], [b]) => a - b))
      if (sequence <= heard) {
        events.delete(sequence);
        if (of(client).isOwed(event)) told.set(sequence, event);
        client.tell(event);
      }
  }

  function subscribed(client: Client, reply: Subscribed): Subscribed {
    const { room, sequence } = reply;
    const { events, owed } = of(client);
    owed.push({ room, upTo: sequence });
    for (const event of coming)
      if (of(client).isOwed(event) && !events.has(event.sequence))
        events.set(event.sequence, event);
    return { ...reply, sequence: Math.min(sequence, heard) };
  }

  return {
    event: (event, client) => {
      const { events, replayedUpTo, told } = of(client);
      const { sequence } = event;
      if (told.has(sequence)) return [];
      if (sequence <= Math.max(heard, replayedUpTo)) {
        events.delete(sequence);
        return [event];
      }
      events.set(sequence, event);
      return [];
    },
    reply: (reply, ask, client) => {
      if (!reply.ok) return reply;
      if ('sequence' in reply) {
        const since = sinceIn(ask);
        if (!since) return subscribed(client, reply);
        of(client).replayedUpTo = reply.sequence;
        const { replayed = 0, room, sequence: upTo } = reply;
        const again = [...of(client).told.values()].filter(
          ({ sequence, orderId }) =>
            sequence > since.sequence && sequence <= upTo && covers(room, orderId),
        );
        return { ...reply, replayed: replayed - again.length };
      }
      const rooms = [...client.rooms].filter((room) => room !== reply.room);
      const { events, owed } = of(client);
      owed.splice(0, owed.length, ...owed.filter(({ room }) => room !== reply.room));
      for (const [sequence, { orderId }] of events)
        if (!rooms.some((room) => covers(room, orderId))) events.delete(sequence);
      return reply;
    },
  };
}

/** What comes first, an answer or the event of what it answers (EVENT-8). */
export const inTime: readonly Difference[] = [
  {
    name: 'whose events come 300 ms later than its answers',
    by: 'EVENT-8',
    under: patiently,
    tamper: (line) => lateEvents(line),
  },
  {
    name: 'whose answers come 300 ms later than its events',
    by: 'EVENT-8',
    under: patiently,
    tamper: (line) => lateAnswers(line),
  },
];
