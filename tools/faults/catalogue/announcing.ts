import type { OrderStatusEvent } from '../../../support/contract/types';
import type { Client, Kind } from '../fault';
import {
  events,
  executed,
  firstTime,
  isCancelled,
  isExecuted,
  isLookingUp,
  isPending,
  lost,
  oneIn,
  oneOrderIn,
  shownOrders,
} from '../tools';

const feature = 'What subscribers receive, and in which order';
const inOrder = `${feature} › The events of an order tell its life in order`;
const sequence = `${feature} › The sequence rises with every event, across all orders`;
const agree = `${feature} › Events and REST agree`;
const always = () => true;

export const announcing: Kind = {
  name: 'Order events',
  faults: [
    {
      name: 'The EXECUTED event of one order in ten is lost',
      means: 'A desk believes an order open that has been filled.',
      breaks: 'EVENT-1',
      caughtBy: `${inOrder} › An order that executes at once is PENDING first all the same`,
      tamper: () => {
        const isUnlucky = oneOrderIn(10);
        return lost((event) => isUnlucky(event) && isExecuted(event));
      },
    },
    {
      name: 'CANCELLED events are not sent',
      means: 'Books keep orders that were taken back long ago.',
      breaks: 'EVENT-1',
      caughtBy: `${inOrder} › PENDING comes before CANCELLED`,
      tamper: () => lost(isCancelled),
    },
    {
      name: 'The EXECUTED event of one order in ten arrives twice',
      means: 'Whoever adds up trades has bought twice.',
      breaks: 'EVENT-1',
      caughtBy: `${inOrder} › An order that executes at once is PENDING first all the same`,
      tamper: () => {
        const isUnlucky = oneOrderIn(10);
        return {
          event: (event) => (isUnlucky(event) && isExecuted(event) ? [event, event] : [event]),
        };
      },
    },
    {
      name: 'An execution is announced twice, each time with a number of its own',
      means: 'Two trades seem to be made, and no client can tell that they are one.',
      breaks: 'EVENT-1',
      caughtBy: 'The life of an order › An order is executed exactly once',
      tamper: (line) => {
        const isFirst = firstTime();
        return {
          event: (event) => {
            if (isExecuted(event) && isFirst(event.orderId))
              setTimeout(() => line.announce(executed(event)), 10);
            return [event];
          },
        };
      },
    },
    {
      name: 'EXECUTED arrives before PENDING',
      means: 'Whoever follows events believes a finished order to be open for ever.',
      breaks: 'EVENT-1',
      caughtBy: `${inOrder} › PENDING comes before EXECUTED`,
      tamper: () => executedFirst(),
    },
    {
      name: 'One event in five is overtaken by the next',
      means: 'What happened first is booked second.',
      breaks: 'EVENT-2',
      caughtBy: `${sequence} › A later event has a higher sequence`,
      tamper: () => overtaken(),
    },
    {
      name: 'The sequence begins anew with every order',
      means: 'Nobody can put the events of different orders in a row, or see that one is missing.',
      breaks: 'EVENT-2',
      caughtBy: `${sequence} › A later event has a higher sequence`,
      tamper: () => events(always, (event) => ({ ...event, sequence: isPending(event) ? 1 : 2 })),
    },
    {
      name: 'An event lacks the quantity',
      means: 'Books know that something was traded, and not how much.',
      breaks: 'EVENT-3',
      caughtBy: `${inOrder} › PENDING comes before EXECUTED`,
      tamper: () => events(isExecuted, (event) => ({ ...event, quantity: undefined })),
    },
    {
      name: 'The quantity in an event is rounded to two decimals',
      means: 'Books that are kept from events and from look-ups drift apart.',
      breaks: 'EVENT-3',
      caughtBy: `${agree} › An event says what REST shows`,
      tamper: () =>
        events(always, (event) => ({
          ...event,
          quantity: Number(event.quantity.toFixed(2)) || 0.01,
        })),
    },
    {
      name: 'CANCELLED is spelt CANCELED',
      means: 'Clients do not know the word and keep the order.',
      breaks: 'EVENT-3',
      caughtBy: `${inOrder} › PENDING comes before CANCELLED`,
      tamper: () => events(isCancelled, (event) => ({ ...event, orderStatus: 'CANCELED' })),
    },
    {
      name: 'EXECUTED arrives before the order is shown as EXECUTED',
      means: 'Who looks the order up on its event decides on what is over.',
      breaks: 'EVENT-4',
      caughtBy: `${agree} › When the EXECUTED event arrives, the order is already shown as EXECUTED`,
      tamper: () =>
        shownOrders(isLookingUp, (order) =>
          isExecuted(order) && Date.now() - Date.parse(order.updatedAt) < 1_000
            ? { ...order, orderStatus: 'PENDING', updatedAt: order.placedAt }
            : order,
        ),
    },
  ],
};

/** Each PENDING event waits for the other of its order, and takes its number. */
function executedFirst() {
  const waiting = new WeakMap<Client, Map<string, OrderStatusEvent>>();
  return {
    event: (event: OrderStatusEvent, client: Client): OrderStatusEvent[] => {
      const pendings = waiting.get(client) ?? new Map<string, OrderStatusEvent>();
      waiting.set(client, pendings);
      const pending = pendings.get(event.orderId);
      pendings.delete(event.orderId);
      if (isPending(event)) pendings.set(event.orderId, event);
      if (isPending(event)) return [];
      if (!pending) return [event];
      return [
        { ...event, sequence: pending.sequence },
        { ...pending, sequence: event.sequence },
      ];
    },
  };
}

/** Milliseconds after which an event goes on that no other overtakes. */
const longestWait = 200;

/** One event in five of a symbol waits for the next one at the same client. */
function overtaken() {
  const waiting = new Map<Client, OrderStatusEvent>();
  const counts = new WeakMap<Client, (symbol: string) => boolean>();
  const release = (client: Client): OrderStatusEvent[] => {
    const event = waiting.get(client);
    waiting.delete(client);
    return event ? [event] : [];
  };
  return {
    event: (event: OrderStatusEvent, client: Client): OrderStatusEvent[] => {
      const isFifth = counts.get(client) ?? oneIn(5);
      counts.set(client, isFifth);
      if (!isFifth(event.symbol)) return [event, ...release(client)];
      const before = release(client);
      waiting.set(client, event);
      setTimeout(() => release(client).forEach((each) => client.tell(each)), longestWait);
      return before;
    },
  };
}
