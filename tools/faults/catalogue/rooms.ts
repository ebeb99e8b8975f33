import type { ClauseId } from '../../../support/contract/clauses';
import { covers } from '../../../support/checks/invariants';
import type { OrderStatus, OrderStatusEvent } from '../../../support/contract/types';
import { aboutReturns, aboutRooms } from '../conditions';
import type { Ask, Client, Fault, Kind, Tampering } from '../fault';
import { replayedEvents } from '../replays';
import { isCancelled, isExecuted, isPending, lost } from '../tools';

const feature = 'Subscribing to order events';
const all = `${feature} › A subscriber to all orders gets the events of every order › A client that connects over`;
const one = `${feature} › A subscriber to one order gets that order's events only › Over`;
const two = `${feature} › A subscriber to one order gets that order's events only`;
const nobody = `${feature} › Who has not subscribed gets nothing`;
const replay = 'Asking for what was missed › Who says how far it has come gets what came after, first and once › What was missed of one order is replayed over'; // prettier-ignore
const back = 'Subscribers whose connection breaks › Who comes back gets what was missed, once and in order › The end of an order is delivered after the return over'; // prettier-ignore
const everything: Ask = { name: 'subscribe', payload: [] };

const isOfAll = ({ rooms }: Client) => rooms.has('orders');
const isOfOne = (client: Client) => !isOfAll(client);
const isPlain = ({ over }: Client) => over === 'plain WebSocket';
const isPolling = ({ isPolling }: Client) => isPolling;

/** Some never hear of what others are told. */
function untold(
  name: string,
  breaks: ClauseId,
  caughtBy: string,
  about: (event: OrderStatusEvent, client: Client) => boolean,
): Fault {
  return {
    ...{ name, breaks, caughtBy, under: aboutRooms },
    means: 'Two programs that are connected in different ways keep different books.',
    tamper: () => lost(about),
  };
}

/** Some who have asked for less, or for nothing, are told of every order in one status. */
function toldAll(
  name: string,
  caughtBy: string,
  status: OrderStatus,
  isMeant: (client: Client) => boolean = () => true,
): Fault {
  return {
    ...{ name, breaks: 'EVENT-5', caughtBy, under: aboutRooms },
    means: 'A trader sees what others trade.',
    tamper: () => ({
      reply: (reply, ask, client) => {
        const isNarrow = reply.ok && ask.name === 'subscribe' && reply.room !== 'orders';
        if (isNarrow && isMeant(client)) client.ask(everything);
        return reply;
      },
      event: (event, client) =>
        event.orderStatus === status || isAsked(client, event) ? [event] : [],
    }),
  };
}

export const rooms: Kind = {
  name: 'Events of one kind, in one kind of room',
  faults: [
    untold('Subscribers to one order are not told of its execution', 'EVENT-1', `${one} WebSocket its execution is announced`, (event, client) => isOfOne(client) && isExecuted(event)), // prettier-ignore
    untold('Subscribers to one order are not told of its cancel', 'EVENT-1', `${one} WebSocket its cancel is announced, and nothing of other orders`, (event, client) => isOfOne(client) && isCancelled(event)), // prettier-ignore
    untold('Over plain WebSocket subscribers to one order are not told of its execution', 'EVENT-1', `${one} plain WebSocket its execution is announced`, (event, client) => isPlain(client) && isOfOne(client) && isExecuted(event)), // prettier-ignore
    untold('Over plain WebSocket subscribers to one order are not told of its cancel', 'EVENT-1', `${one} plain WebSocket its cancel is announced, and nothing of other orders`, (event, client) => isPlain(client) && isOfOne(client) && isCancelled(event)), // prettier-ignore
    untold('Over plain WebSocket subscribers to all orders are not told of cancels', 'EVENT-1', `${all} plain WebSocket is served as well`, (event, client) => isPlain(client) && isOfAll(client) && isCancelled(event)), // prettier-ignore
    untold('Over plain WebSocket nobody is told that an order was placed', 'EVENT-1', `${all} plain WebSocket is served as well`, (event, client) => isPlain(client) && isPending(event)), // prettier-ignore
    untold('Over HTTP polling nobody is told of cancels', 'SIO-3', `${all} HTTP polling is served as well`, (event, client) => isPolling(client) && isCancelled(event)), // prettier-ignore
    untold('Over HTTP polling nobody is told that an order was placed', 'SIO-3', `${all} HTTP polling is served as well`, (event, client) => isPolling(client) && isPending(event)), // prettier-ignore
    untold('Over HTTP polling subscribers to one order are not told of its execution', 'SIO-3', `${one} HTTP polling its execution is announced`, (event, client) => isPolling(client) && isOfOne(client) && isExecuted(event)), // prettier-ignore
    untold('Over HTTP polling subscribers to one order are not told of its cancel', 'SIO-3', `${one} HTTP polling its cancel is announced, and nothing of other orders`, (event, client) => isPolling(client) && isOfOne(client) && isCancelled(event)), // prettier-ignore
    ...(
      [
        ['that an order was placed', isPending, `${all} polling, then WebSocket is served as well`],
        ['of executions', isExecuted, `${all} polling, then WebSocket is served as well`],
        ['of cancels', isCancelled, `${all} polling, then WebSocket is served as well`],
      ] as const
    ).map(([what, isOfKind, caughtBy]) => ({
      ...untold(`Who has changed from polling to WebSocket is not told ${what}`, 'SIO-3', caughtBy, () => false), // prettier-ignore
      tamper: () => afterUpgrade((event) => isOfKind(event)),
    })),
    {
      ...untold('Who has changed from polling to WebSocket is not told of the execution of one order', 'SIO-3', `${one} polling, then WebSocket its execution is announced`, () => false), // prettier-ignore
      tamper: () => afterUpgrade((event, client) => isOfOne(client) && isExecuted(event)),
    },
    toldAll('Subscribers to one order are told of all executions', `${one} WebSocket its cancel is announced, and nothing of other orders`, 'EXECUTED'), // prettier-ignore
    toldAll('Subscribers to one order are told of all cancels', `${one} WebSocket its cancel is announced, and nothing of other orders`, 'CANCELLED'), // prettier-ignore
    toldAll('Subscribers to one order are told of all that are placed', `${one} WebSocket its cancel is announced, and nothing of other orders`, 'PENDING'), // prettier-ignore
    toldAll('Over plain WebSocket subscribers to one order are told of all executions', `${one} plain WebSocket its cancel is announced, and nothing of other orders`, 'EXECUTED', isPlain), // prettier-ignore
    toldAll('Over plain WebSocket subscribers to one order are told of all cancels', `${one} plain WebSocket its cancel is announced, and nothing of other orders`, 'CANCELLED', isPlain), // prettier-ignore
    toldAll('Over HTTP polling subscribers to one order are told of all cancels', `${one} HTTP polling its cancel is announced, and nothing of other orders`, 'CANCELLED', isPolling), // prettier-ignore
    {
      ...untold('Who asks for a second order is not told of the first any more', 'EVENT-1', `${two} › Who asks for two orders gets the events of both`, () => false), // prettier-ignore
      tamper: () => {
        const latest = new WeakMap<Client, string>();
        return {
          ...lost(({ orderId }, client) => {
            const room = latest.get(client);
            return room !== undefined && !isOfAll(client) && !covers(room, orderId);
          }),
          reply: (reply, ask, client) => {
            if (reply.ok && ask.name === 'subscribe') latest.set(client, reply.room);
            return reply;
          },
        };
      },
    },
    {
      ...untold('Who gives up one order is told of no other one', 'EVENT-1', `${nobody} › Who gives up one order keeps another one`, () => false), // prettier-ignore
      tamper: () => {
        const deaf = new WeakSet<Client>();
        return {
          ...lost((_event, client) => deaf.has(client) && isOfOne(client)),
          reply: (reply, ask, client) => {
            if (reply.ok && ask.name === 'unsubscribe') deaf.add(client);
            return reply;
          },
        };
      },
    },
    {
      name: 'Whoever connects is told of all cancels without asking',
      means: 'Every page that is open anywhere carries the load of a trading desk.',
      breaks: 'EVENT-5',
      caughtBy: `${nobody} › A connected client that has asked for nothing gets nothing of an order that becomes CANCELLED`,
      under: aboutRooms,
      tamper: () => ({
        greet: (greeting, client) => {
          client.ask(everything);
          return greeting;
        },
        event: (event, client) => (isCancelled(event) || isAsked(client, event) ? [event] : []),
      }),
    },
    {
      name: 'Who has unsubscribed is still told of executions',
      means: 'Clients are flooded with what they no longer want.',
      breaks: 'EVENT-5',
      caughtBy: `${nobody} › Who has unsubscribed gets nothing of an order that comes later`,
      under: aboutRooms,
      tamper: () => {
        const unsubscribed = new WeakSet<Client>();
        return {
          ...lost((event, client) => unsubscribed.has(client) && !isExecuted(event)),
          ask: (ask, client) => {
            if (ask.name !== 'unsubscribe' || ask.payload.length > 0) return ask;
            unsubscribed.add(client);
            return { ok: true, room: 'orders' };
          },
        };
      },
    },
    {
      name: 'A replay of one order begins behind its placing',
      means: 'Who comes back is told of the end of an order that it does not know.',
      breaks: 'REPLAY-1',
      caughtBy: `${replay} WebSocket, to its being EXECUTED`,
      under: aboutReturns,
      tamper: () =>
        replayedEvents((event, _place, client) =>
          isOfOne(client) && isPending(event) ? [] : [event],
        ),
    },
    {
      name: 'Cancels are not replayed to who asks for one order',
      means: 'Who comes back believes an order open that is over.',
      breaks: 'REPLAY-1',
      caughtBy: `${replay} plain WebSocket, to its being CANCELLED`,
      under: aboutReturns,
      tamper: () =>
        replayedEvents((event, _place, client) =>
          isOfOne(client) && isCancelled(event) ? [] : [event],
        ),
    },
    {
      name: 'Over HTTP polling cancels are not replayed',
      means: 'Who comes back believes an order open that is over.',
      breaks: 'REPLAY-1',
      caughtBy: `${replay} HTTP polling, to its being CANCELLED`,
      under: aboutReturns,
      tamper: () =>
        replayedEvents((event, _place, client) =>
          isPolling(client) && isCancelled(event) ? [] : [event],
        ),
    },
    {
      name: 'Who comes back is not told of the cancels that it missed',
      means: 'Who comes back believes an order open that is over.',
      breaks: 'SIO-4',
      caughtBy: `${back} WebSocket`,
      under: aboutReturns,
      tamper: () => lost((event, { hasRecovered }) => hasRecovered && isCancelled(event)),
    },
    {
      name: 'Over HTTP polling who comes back is not told of the cancels that it missed',
      means: 'Who comes back believes an order open that is over.',
      breaks: 'SIO-4',
      caughtBy: `${back} HTTP polling`,
      under: aboutReturns,
      tamper: () =>
        lost((event, client) => client.hasRecovered && isPolling(client) && isCancelled(event)),
    },
  ],
};

function isAsked({ rooms }: Client, { orderId }: OrderStatusEvent): boolean {
  return [...rooms].some((room) => covers(room, orderId));
}

/** Some events are lost on their way to who began with polling and does not poll any more. */
function afterUpgrade(about: (event: OrderStatusEvent, client: Client) => boolean): Tampering {
  const began = new WeakSet<Client>();
  return {
    ...lost((event, client) => began.has(client) && !isPolling(client) && about(event, client)),
    greet: (greeting, client) => {
      if (isPolling(client)) began.add(client);
      return greeting;
    },
  };
}
