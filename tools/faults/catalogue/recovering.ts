import type { OrderStatusEvent } from '../../../support/contract/types';
import { amongFew, amongOthers } from '../conditions';
import {
  besideTheScenarios,
  type Client,
  type Greeting,
  type Kind,
  type Tampering,
} from '../fault';
import { isExecuted, lost } from '../tools';

const feature = 'Subscribers whose connection breaks';
const back = `${feature} › Who comes back gets what was missed, once and in order`;
const many = `${back} › Many missed events arrive once each, in order`;
const nobodyElses = `${feature} › One subscriber's trouble is not the others'`;

const isPlain = ({ over }: Client) => over === 'plain WebSocket';

export const recovering: Kind = {
  name: 'Connections that break',
  faults: [
    {
      name: 'Who comes back is a stranger',
      means: 'Every short break of the network silently ends all subscriptions.',
      breaks: 'SIO-4',
      caughtBy: back,
      tamper: () => ({ greet: () => ({}) }),
    },
    {
      name: 'The first missed event is not delivered after the return',
      means: 'One trade is in no book, after each break of the network.',
      breaks: 'SIO-4',
      caughtBy: many,
      tamper: () => {
        const complete = new WeakSet<Client>();
        return lost((event, client) => {
          if (!wasMissed(event, client) || complete.has(client)) return false;
          complete.add(client);
          return true;
        });
      },
    },
    {
      name: 'The first missed event about euros is not delivered after the return',
      means: 'A trade of somebody else is in no book, after each break of the network.',
      breaks: 'EVENT-1',
      // Nobody who comes back in a scenario has missed any of the scenario's own: it hits others alone.
      caughtBy: besideTheScenarios,
      under: amongOthers,
      tamper: () => {
        const complete = new WeakSet<Client>();
        return lost((event, client) => {
          const isHit =
            wasMissed(event, client) && event.symbol === 'EURUSD' && !complete.has(client);
          if (isHit) complete.add(client);
          return isHit;
        });
      },
    },
    {
      name: 'The last event before the break is delivered again after the return',
      means: 'Whoever adds up trades has bought twice, after each break of the network.',
      breaks: 'SIO-4',
      caughtBy: `${back} › The end of an order is delivered after the return over WebSocket`,
      tamper: () => repeated(),
    },
    {
      name: 'Missed events are delivered in reverse order',
      means: 'What happened first is booked last.',
      breaks: 'SIO-4',
      caughtBy: many,
      tamper: () => reversed(),
    },
    {
      name: 'Who comes back gets what was missed, and then nothing more',
      means: 'A desk believes itself to be connected and sees a quiet market.',
      breaks: 'SIO-4',
      caughtBy: `${back} › Who comes back goes on receiving`,
      tamper: () => lost((event, client) => client.hasRecovered && !wasMissed(event, client)),
    },
    {
      name: 'Whose old connection has not been missed yet is a stranger',
      means: 'A computer that wakes up in another network silently loses all its subscriptions.',
      breaks: 'SIO-4',
      caughtBy: many,
      tamper: ({ clients }) => ({
        greet: (greeting) => (halfOpen(clients, greeting) ? {} : greeting),
      }),
    },
    {
      name: 'Whose old connection has not been missed yet gets nothing of what it missed',
      means: 'What was sent to a computer that slept is in no book.',
      breaks: 'SIO-4',
      caughtBy: many,
      tamper: ({ clients }) => {
        const returned = new WeakSet<Client>();
        return {
          ...lost((event, client) => returned.has(client) && wasMissed(event, client)),
          greet: (greeting, client) => {
            if (halfOpen(clients, greeting)) returned.add(client);
            return greeting;
          },
        };
      },
    },
    {
      name: 'Whose old connection has not been missed yet gets its last event again',
      means: 'Whoever adds up trades has bought twice when the computer wakes up.',
      breaks: 'SIO-4',
      caughtBy: many,
      tamper: ({ clients }) => {
        const last = new WeakMap<Client, OrderStatusEvent>();
        return {
          event: (event, client) => {
            if (client.connectedAt !== undefined && !wasMissed(event, client))
              last.set(client, event);
            return [event];
          },
          greet: (greeting, client) => {
            const former = halfOpen(clients, greeting);
            const event = former && last.get(former);
            if (event) client.tell(event);
            return greeting;
          },
        };
      },
    },
    {
      name: 'When one subscriber drops out the others miss an event',
      means: 'A bad line in one office makes holes in the books of all.',
      breaks: 'EVENT-7',
      caughtBy: `${nobodyElses} › A subscriber that drops out leaves the others served`,
      under: amongFew,
      tamper: ({ clients }) => {
        const unlucky = new Set<Client>();
        return {
          ...lost((event, client) => isExecuted(event) && unlucky.delete(client)),
          gone: (_client, cleanly) => {
            if (!cleanly) clients.forEach((each) => unlucky.add(each));
          },
        };
      },
    },
    {
      name: 'While one subscriber over plain WebSocket does not read, nobody gets anything',
      means: 'One computer that hangs takes the market from all desks.',
      breaks: 'EVENT-7',
      caughtBy: `${nobodyElses} › A subscriber over plain WebSocket that stops reading leaves the others served`,
      under: amongFew,
      tamper: () => heldUp(isPlain),
    },
    {
      name: 'While one subscriber over Socket.IO does not read, nobody gets anything',
      means: 'One computer that hangs takes the market from all desks.',
      breaks: 'EVENT-7',
      caughtBy: `${nobodyElses} › A subscriber over WebSocket that stops reading leaves the others served`,
      under: amongFew,
      tamper: () => heldUp((client) => !isPlain(client)),
    },
  ],
};

/** Whether something happened before the client was back in its session. */
function wasMissed({ occurredAt }: OrderStatusEvent, client: Client): boolean {
  const { hasRecovered, connectedAt = 0 } = client;
  return hasRecovered && Date.parse(occurredAt) < connectedAt;
}

/** The connection that a client had when it was lost, if the platform has not noticed yet. */
function halfOpen(clients: ReadonlySet<Client>, { pid }: Greeting): Client | undefined {
  return [...clients].find(({ session }) => session !== undefined && session === pid);
}

/** The last event of each session is told once more to the client that returns to it. */
function repeated(): Tampering {
  const last = new Map<string, OrderStatusEvent>();
  return {
    event: (event, { session }) => {
      if (session !== undefined) last.set(session, event);
      return [event];
    },
    greet: (greeting, client) => {
      const event = last.get(greeting.pid ?? '');
      if (event) client.tell(event);
      return greeting;
    },
  };
}

/** Milliseconds within which all that was missed has come. */
const longestReturn = 50;

/** Missed events wait for the last of them. */
function reversed(): Tampering {
  const missed = new WeakMap<Client, OrderStatusEvent[]>();
  return {
    event: (event, client) => {
      if (!wasMissed(event, client)) return [event];
      const events = missed.get(client) ?? [];
      if (events.length === 0)
        setTimeout(() => events.reverse().forEach((each) => client.tell(each)), longestReturn);
      missed.set(client, events);
      events.push(event);
      return [];
    },
  };
}

/** Milliseconds for a client to read what it was sent. */
const patience = 50;

/** Everything waits for whoever of some clients has not read what it was sent. */
function heldUp(about: (client: Client) => boolean): Tampering {
  const watched = new Set<Client>();
  const late = new Set<Client>();
  const waiting: { client: Client; event: OrderStatusEvent }[] = [];
  const watch = async (client: Client) => {
    watched.add(client);
    const timer = setTimeout(() => late.add(client), patience);
    await client.hasRead();
    clearTimeout(timer);
    watched.delete(client);
    late.delete(client);
    if (late.size === 0) for (const each of waiting.splice(0)) each.client.tell(each.event);
  };
  return {
    event: (event, client) => {
      if (late.size > 0) {
        waiting.push({ client, event });
        return [];
      }
      if (about(client) && !watched.has(client)) void watch(client);
      return [event];
    },
  };
}
