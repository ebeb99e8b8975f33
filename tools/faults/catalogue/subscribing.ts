import type { Subscribed } from '../../../support/contract/types';
import { aboutClause } from '../conditions';
import type { Ask, Client, Kind, Reply } from '../fault';
import { isExecuted, isObject, lost, oneOrderIn, replies, sinceIn } from '../tools';

const feature = 'Subscribing to order events';
const all = `${feature} › A subscriber to all orders gets the events of every order`;
const one = `${feature} › A subscriber to one order gets that order's events only`;
const nobody = `${feature} › Who has not subscribed gets nothing`;
const refused = `${feature} › A subscription that makes no sense is refused`;
const everything: Ask = { name: 'subscribe', payload: [] };

export const subscribing: Kind = {
  name: 'Subscriptions',
  faults: [
    {
      name: 'A subscriber to one order gets the events of all',
      means: 'A trader sees what others trade.',
      breaks: 'EVENT-5',
      caughtBy: `${one} › Over WebSocket its cancel is announced, and nothing of other orders`,
      tamper: () => afterwards(isForOneOrder, (client) => client.ask(everything)),
    },
    {
      name: 'Whoever connects gets all events without asking',
      means: 'Every page that is open anywhere carries the load of a trading desk.',
      breaks: 'EVENT-5',
      caughtBy: `${nobody} › A connected client that has asked for nothing gets nothing of an order that becomes EXECUTED`,
      tamper: () => ({
        greet: (greeting, client) => {
          client.ask(everything);
          return greeting;
        },
      }),
    },
    {
      name: 'Unsubscribing is confirmed and does nothing',
      means: 'Clients are flooded with what they no longer want.',
      breaks: 'EVENT-5',
      caughtBy: `${nobody} › Who has unsubscribed gets nothing more`,
      tamper: () => ({
        ask: (ask) =>
          ask.name === 'unsubscribe' && !isForOneOrder(ask) ? { ok: true, room: 'orders' } : ask,
      }),
    },
    {
      name: 'Who asks for one order and for all gets each event twice',
      means: 'Whoever adds up trades has bought twice.',
      breaks: 'EVENT-5',
      caughtBy: `${one} › Who asks for one order and for all gets each event once`,
      tamper: () => ({
        event: (event, { rooms }) =>
          rooms.has('orders') && rooms.has(`order:${event.orderId}`) ? [event, event] : [event],
      }),
    },
    {
      name: 'Who gives up one order loses all others',
      means: 'A desk that closes one window goes blind.',
      breaks: 'EVENT-1',
      caughtBy: `${nobody} › Who gives up one order keeps the others`,
      tamper: () =>
        afterwards(
          (ask) => ask.name === 'unsubscribe' && isForOneOrder(ask),
          (client) => client.ask({ name: 'unsubscribe', payload: [] }),
        ),
    },
    {
      name: 'One of several subscribers misses one order in five',
      means: 'Risk and settlement have different books, and both swear by theirs.',
      breaks: 'EVENT-1',
      caughtBy: `${all} › Every event arrives once at every subscriber`,
      tamper: () => {
        const isUnlucky = oneOrderIn(5);
        const served = new Map<string, Client>();
        return lost((event, client) => {
          if (!isUnlucky(event) || !isExecuted(event)) return false;
          if (!served.has(event.orderId)) served.set(event.orderId, client);
          return served.get(event.orderId) !== client;
        });
      },
    },
    {
      name: 'Clients that poll get no events',
      means: 'Whoever sits behind an old proxy sees a quiet market.',
      breaks: 'SIO-3',
      caughtBy: `${all} › A client that connects over HTTP polling is served as well`,
      // Who asks for what was missed waits for a replay besides, which is another promise.
      tamper: () => {
        const returned = new WeakSet<Client>();
        return {
          ...lost((_event, client) => client.isPolling && !returned.has(client)),
          ask: (ask, client) => {
            if (sinceIn(ask)) returned.add(client);
            return ask;
          },
        };
      },
    },
    {
      name: 'A subscription says that it begins with the first event of all',
      means: 'A client believes that it has missed everything since the morning.',
      breaks: 'SIO-2',
      caughtBy:
        'What subscribers receive, and in which order › The sequence rises with every event, across all orders › A subscription says after which event it begins',
      tamper: () => replies(isConfirmed, (reply) => ({ ...reply, sequence: 0 })),
    },
    {
      name: 'A subscription shows the order as it was placed',
      means: 'Who asks after the execution waits for it for ever.',
      breaks: 'SIO-2',
      caughtBy: `${one} › Who asks for one order is told how it stands`,
      tamper: () =>
        replies(
          ({ ok, ...reply }) => ok && 'order' in reply,
          (reply) => {
            const { order } = reply as Required<Subscribed>;
            return {
              ...reply,
              order: { ...order, orderStatus: 'PENDING', updatedAt: order.placedAt },
            };
          },
        ),
    },
    {
      name: 'A refused subscription is told nothing but a code',
      means: 'A programmer is left to guess what is wrong with a request.',
      breaks: 'EVENT-6',
      caughtBy: refused,
      tamper: () =>
        replies(
          ({ ok }) => !ok,
          () => ({ ok: false, error: 'E4711' }),
        ),
    },
    {
      name: 'Whoever asks with an empty request is refused',
      means: 'Clients that were written by the document cannot subscribe at all.',
      breaks: 'SIO-1',
      caughtBy: `${all} › Whoever asks with an empty request gets every order too`,
      under: aboutClause('SIO-1'),
      tamper: () => ({
        ask: (ask) =>
          isObject(ask.payload[0]) && Object.keys(ask.payload[0]).length === 0
            ? { ok: false, error: 'orderId: is required' }
            : ask,
      }),
    },
    {
      name: 'A subscription to the order "null" is one to all orders',
      means: 'A client that lost an identifier on its way gets everything.',
      breaks: 'EVENT-6',
      caughtBy: `${refused} › Subscribing with {"orderId": null} is refused`,
      tamper: () => ({
        ask: (ask) =>
          isObject(ask.payload[0]) && ask.payload[0].orderId === null
            ? { ...ask, payload: [] }
            : ask,
      }),
    },
  ],
};

function isForOneOrder({ payload: [payload] }: Ask): boolean {
  return isObject(payload) && payload.orderId !== undefined;
}

function isConfirmed(reply: Reply): boolean {
  return reply.ok && 'sequence' in reply;
}

/** Does something after a request has been confirmed. */
function afterwards(about: (ask: Ask) => boolean, action: (client: Client) => void) {
  return {
    reply: (reply: Reply, ask: Ask, client: Client): Reply => {
      if (reply.ok && about(ask)) action(client);
      return reply;
    },
  };
}
