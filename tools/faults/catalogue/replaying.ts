import type { OrderStatusEvent, Since, Subscribed } from '../../../support/contract/types';
import type { Ask, Client, Kind, Reply, Tampering } from '../fault';
import { replayedEvents } from '../replays';
import { lost, replies, sinceIn, without } from '../tools';

const feature = 'Asking for what was missed';
const first = `${feature} › Who says how far it has come gets what came after, first and once`;
const all = `${first} › What came after the first answer is replayed over plain WebSocket`;
const overSocketIo = `${first} › What came after the last event but one is replayed over WebSocket`;
const one = `${first} › What was missed of one order is replayed over`;
const seam = `${first} › Nothing falls between the replay and what follows over plain WebSocket`;
const gap = `${feature} › A gap is told and never hidden`;
const epoch = `${feature} › The epoch stays the same as long as the sequence goes on`;

export const replaying: Kind = {
  name: 'What was missed, on request',
  faults: [
    {
      name: 'The first event of every replay is lost',
      means: 'A client that was away has a hole in its books, and has been told that it has not.',
      breaks: 'REPLAY-1',
      caughtBy: all,
      tamper: () => replayedEvents((event, { index }) => (index === 1 ? [] : [event])),
    },
    {
      name: 'One event in ten of a long replay is lost',
      means: 'The longer a client was away, the less its books are worth.',
      breaks: 'REPLAY-1',
      caughtBy: seam,
      tamper: () => replayedEvents((event, { index }) => (index % 10 === 0 ? [] : [event])),
    },
    {
      name: 'The last event of a replay comes again as the first of what follows',
      means: 'Whoever adds up trades has bought twice, after each break of the network.',
      breaks: 'REPLAY-1',
      caughtBy: all,
      tamper: () =>
        replayedEvents((event, { index, of }) => (index === of ? [event, event] : [event])),
    },
    {
      name: 'What was missed is replayed in reverse order',
      means: 'What happened first is booked last.',
      breaks: 'REPLAY-1',
      caughtBy: all,
      tamper: () => {
        const waiting = new WeakMap<Client, OrderStatusEvent[]>();
        return replayedEvents((event, { index, of }, client) => {
          const events = [event, ...(waiting.get(client) ?? [])];
          waiting.set(client, events);
          if (index < of) return [];
          waiting.delete(client);
          return events;
        });
      },
    },
    {
      name: 'A later event overtakes the last of those that were missed',
      means: 'A client sees an order executed, and then placed.',
      breaks: 'REPLAY-1',
      caughtBy: seam,
      tamper: () => overtaken(),
    },
    {
      name: 'The first event after a replay is lost',
      means: 'A client that comes back while the market moves has a hole that it cannot see.',
      breaks: 'REPLAY-1',
      caughtBy: seam,
      tamper: () => lostAfterwards(),
    },
    {
      name: 'A replay says that it is one event shorter than it is',
      means: 'A client takes the last missed event for news.',
      breaks: 'REPLAY-1',
      caughtBy: all,
      tamper: () =>
        replies(hasMissedEvents, (reply) => ({
          ...reply,
          replayed: (reply as Required<Subscribed>).replayed - 1,
        })),
    },
    {
      name: 'Who asks for what was missed is told that it was nothing',
      means: 'Every break of the network makes a hole that nobody hears of.',
      breaks: 'REPLAY-1',
      caughtBy: overSocketIo,
      tamper: () => {
        const asked = new WeakSet<Client>();
        return {
          ask: (ask, client) => {
            if (sinceIn(ask)) asked.add(client);
            return withSince(ask, () => undefined);
          },
          reply: (reply, _ask, client) =>
            reply.ok && asked.has(client) ? { ...reply, replayed: 0, complete: true } : reply,
        };
      },
    },
    {
      name: 'Where a client wants to go on is ignored',
      means: 'A client that waits for what it missed waits for ever.',
      breaks: 'REPLAY-1',
      caughtBy: all,
      tamper: () => ({ ask: (ask) => withSince(ask, () => undefined) }),
    },
    {
      name: 'Every replay begins with the first event of all',
      means: 'Whoever adds up trades adds them up anew after each break of the network.',
      breaks: 'REPLAY-1',
      caughtBy: all,
      tamper: () => ({ ask: (ask) => withSince(ask, (since) => ({ ...since, sequence: 0 })) }),
    },
    {
      name: "The replay of one order brings the others' events as well",
      means: 'A trader who comes back sees what others trade.',
      breaks: 'EVENT-5',
      caughtBy: `${one} plain WebSocket, to its being EXECUTED`,
      tamper: (line) => ({
        reply: (reply, ask, client) => {
          const since = sinceIn(ask);
          if (reply.ok && 'order' in reply && reply.order && since)
            void line
              .replay(since)
              .then((events) =>
                events
                  .filter(({ orderId }) => orderId !== reply.order?.orderId)
                  .forEach((each) => client.tell(each)),
              );
          return reply;
        },
      }),
    },
    {
      name: 'Who asks for what was missed of one order gets nothing of it over Socket.IO',
      means: 'Who waits for an execution waits for ever.',
      breaks: 'REPLAY-1',
      caughtBy: `${one} WebSocket, to its being EXECUTED`,
      tamper: () =>
        replayedEvents((event, _place, { over, rooms }) =>
          over === 'Socket.IO' && !rooms.has('orders') ? [] : [event],
        ),
    },
    {
      name: 'Who comes from another epoch is told that nothing is missing',
      means: 'After a restart of the platform every client trusts books that are full of holes.',
      breaks: 'REPLAY-2',
      caughtBy: gap,
      tamper: () =>
        replies(
          (reply) => reply.ok && 'complete' in reply,
          (reply) => ({ ...reply, complete: true }),
        ),
    },
    {
      name: 'The number of another epoch is taken for one of this',
      means: 'After a restart of the platform clients skip as many events as there were before.',
      breaks: 'REPLAY-2',
      caughtBy: gap,
      tamper: () => {
        let own = '';
        return {
          ask: (ask) => withSince(ask, (since) => ({ ...since, epoch: own || since.epoch })),
          reply: (reply) => {
            if ('epoch' in reply) own = reply.epoch;
            return reply;
          },
        };
      },
    },
    {
      name: 'Who comes from another epoch is told of a gap, and gets nothing of what there is',
      means: 'A client that comes back after a restart has to look up every order by itself.',
      breaks: 'REPLAY-2',
      caughtBy: gap,
      tamper: () => {
        const upTo = new WeakMap<Client, number>();
        return {
          ...lost(({ sequence }, client) => sequence <= (upTo.get(client) ?? 0)),
          reply: (reply, _ask, client) => {
            if (!reply.ok || !('complete' in reply) || reply.complete) return reply;
            upTo.set(client, reply.sequence);
            return { ...reply, replayed: 0 };
          },
        };
      },
    },
    {
      name: 'Every answer tells another epoch',
      means: 'No client can ever tell whether it has missed something.',
      breaks: 'REPLAY-3',
      caughtBy: epoch,
      tamper: () => {
        let answers = 0;
        return {
          ask: (ask) =>
            withSince(ask, (since) => ({ ...since, epoch: since.epoch.replace(/-\d+$/, '') })),
          reply: (reply) =>
            'epoch' in reply ? { ...reply, epoch: `${reply.epoch}-${(answers += 1)}` } : reply,
        };
      },
    },
  ],
};

function hasMissedEvents(reply: Reply): boolean {
  return 'replayed' in reply && reply.replayed! > 0;
}

/** The same request, but to go on after another event, or after none; nonsense stays as it is. */
function withSince(ask: Ask, change: (since: Since) => Since | undefined): Ask {
  const since = sinceIn(ask);
  if (!since) return ask;
  const others = without('since', ask.payload[0] as { since: unknown });
  const changed = change(since);
  return { ...ask, payload: [changed ? { ...others, since: changed } : others] };
}

/** Milliseconds after which an event goes on that no other overtakes. */
const longestWait = 200;

/** The last event of each replay waits for the next one. */
function overtaken(): Tampering {
  const waiting = new Map<Client, OrderStatusEvent>();
  const release = (client: Client): OrderStatusEvent[] => {
    const event = waiting.get(client);
    waiting.delete(client);
    return event ? [event] : [];
  };
  const { reply, event } = replayedEvents((each, { index, of }, client) => {
    if (index < of) return [each];
    waiting.set(client, each);
    setTimeout(() => release(client).forEach((late) => client.tell(late)), longestWait);
    return [];
  });
  return {
    reply,
    event: (each, client) => {
      const before = release(client);
      return [...event(each, client), ...before];
    },
  };
}

/** The first event after each replay never arrives. */
function lostAfterwards(): Tampering {
  const unlucky = new WeakSet<Client>();
  const { reply, event } = replayedEvents((each, { index, of }, client) => {
    if (index === of) unlucky.add(client);
    return [each];
  });
  return {
    reply,
    event: (each, client) => (unlucky.delete(client) ? [] : event(each, client)),
  };
}
