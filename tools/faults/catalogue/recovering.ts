import type { OrderStatusEvent } from '../../../support/contract/types';
import type { Client, Kind, Tampering } from '../fault';
import { isExecuted, lost } from '../tools';

const feature = 'Subscribers whose connection breaks';
const back = `${feature} › Who comes back gets what was missed, once and in order`;
const many = `${back} › Many missed events arrive once each, in order`;

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
      name: 'The last event before the break is delivered again after the return',
      means: 'Whoever adds up trades has bought twice, after each break of the network.',
      breaks: 'SIO-4',
      caughtBy: `${back} › The execution of an order is delivered after the return`,
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
      name: 'When one subscriber drops out the others miss an event',
      means: 'A bad line in one office makes holes in the books of all.',
      breaks: 'EVENT-7',
      caughtBy: `${feature} › One subscriber's trouble is not the others' › A subscriber that drops out leaves the others served`,
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
  ],
};

/** Whether something happened before the client was back in its session. */
function wasMissed({ occurredAt }: OrderStatusEvent, client: Client): boolean {
  const { hasRecovered, connectedAt = 0 } = client;
  return hasRecovered && Date.parse(occurredAt) < connectedAt;
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
