import type { OrderStatusEvent } from '../../support/contract/types';
import type { Client, Tampering } from './fault';

/** A missed event's place in what a client is replayed, from 1. */
export interface Place {
  readonly index: number;
  /** How many there are. */
  readonly of: number;
}

type Replay = { upTo: number; of: number; index: number };

/** Changes what is replayed, event by event, over any transport. */
export function replayedEvents(
  change: (event: OrderStatusEvent, place: Place, client: Client) => readonly OrderStatusEvent[],
): Required<Pick<Tampering, 'reply' | 'event'>> {
  const replays = new WeakMap<Client, Replay>();
  return {
    reply: (reply, _ask, client) => {
      if (reply.ok && 'replayed' in reply && reply.replayed)
        replays.set(client, { upTo: reply.sequence, of: reply.replayed, index: 0 });
      return reply;
    },
    event: (event, client) => {
      const replay = replays.get(client);
      if (!replay || event.sequence > replay.upTo) return [event];
      replay.index += 1;
      const { index, of } = replay;
      if (index === of) replays.delete(client);
      return change(event, { index, of }, client);
    },
  };
}
