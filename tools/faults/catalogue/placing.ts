import { randomUUID } from 'node:crypto';
import type { NewOrder, Order } from '../../../support/contract/types';
import type { Kind } from '../fault';
import {
  answer,
  answers,
  both,
  isPlacing,
  isShowingOrders,
  jsonOf,
  oneIn,
  sentOrder,
  sentOrders,
  shownOrders,
  withHeader,
  withJson,
} from '../tools';

const placed = both(isPlacing, 201);
const hour = 3_600_000;

export const placing: Kind = {
  name: 'Placing an order',
  faults: [
    {
      name: 'A new order is answered with 200 instead of 201',
      means: 'Clients that wait for "created" take an accepted order for a failed one.',
      breaks: 'PLACE-1',
      caughtBy: 'Placing orders › An accepted order comes back complete',
      tamper: () => answers(placed, (response) => ({ ...response, status: 200 })),
    },
    {
      name: 'The answer to a new order does not say where to find it',
      means: 'A client has no address to follow its order by.',
      breaks: 'PLACE-2',
      caughtBy: 'Placing orders › An accepted order comes back complete',
      tamper: () => answers(placed, (response) => withHeader(response, 'location', undefined)),
    },
    {
      name: 'A quantity is rounded to eight decimals',
      means: 'Somebody owns a little more or less than was agreed, and the books never match.',
      breaks: 'PLACE-3',
      caughtBy: 'Placing orders › A quantity is kept exactly as sent',
      tamper: () => sentOrders(changedQuantity((quantity) => Number(quantity.toFixed(8)))),
    },
    {
      name: 'One order in ten gets the identifier of the one before it',
      means: 'Two orders cannot be told apart; cancelling one may hit the other.',
      breaks: 'PLACE-1',
      caughtBy: 'Placing orders › Every order has an identifier of its own',
      tamper: () => {
        const last = new Map<string, string>();
        const isTenth = oneIn(10);
        return answers(placed, (response) => {
          const order = jsonOf(response) as Order;
          const before = last.get(order.symbol);
          last.set(order.symbol, order.orderId);
          if (!isTenth(order.symbol) || before === undefined) return response;
          const twin = withJson(response, { ...order, orderId: before });
          return withHeader(twin, 'location', `/orders/${before}`);
        });
      },
    },
    {
      name: 'Times are two hours off, those of another time zone',
      means: 'Orders seem to be placed in the future; reports of the day are wrong.',
      breaks: 'PLACE-4',
      caughtBy: 'Placing orders › An accepted order comes back complete',
      tamper: () => ({
        ...shownOrders(isShowingOrders, ({ placedAt, updatedAt, ...order }) => ({
          ...{ ...order, placedAt: later(placedAt), updatedAt: later(updatedAt) },
        })),
        event: (event) => [{ ...event, occurredAt: later(event.occurredAt) }],
      }),
    },
    {
      name: 'One order in ten is accepted and then forgotten',
      means: 'The trader relies on an order that nobody is going to execute.',
      breaks: 'READ-1',
      caughtBy:
        'What subscribers receive, and in which order › The events of an order tell its life in order',
      tamper: () => {
        const isTenth = oneIn(10);
        return {
          rest: async (request, forward) => {
            const order = sentOrder(request);
            return isPlacing(request) && isWhole(order) && isTenth(order.symbol)
              ? forgotten(order)
              : forward(request);
          },
        };
      },
    },
  ],
};

function changedQuantity(change: (quantity: number) => number) {
  return (order: Record<string, unknown>) =>
    typeof order.quantity === 'number' ? { ...order, quantity: change(order.quantity) } : order;
}

function later(time: string): string {
  return new Date(Date.parse(time) + 2 * hour).toISOString();
}

function isWhole(order: Partial<NewOrder>): order is NewOrder {
  return isText(order.symbol) && isText(order.side) && Number(order.quantity) > 0;
}

function forgotten(sent: NewOrder) {
  const orderId = randomUUID();
  const now = new Date().toISOString();
  const order = { orderId, orderStatus: 'PENDING', ...sent, placedAt: now, updatedAt: now };
  return withHeader(answer(201, order), 'location', `/orders/${orderId}`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
