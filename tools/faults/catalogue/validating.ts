import { aboutClause, aboutFilters } from '../conditions';
import type { Kind, RestRequest, Tampering } from '../fault';
import {
  both,
  headerOf,
  isListing,
  isPlacing,
  requests,
  sentOrder,
  sentOrders,
  withHeader,
  withJson,
  withQuery,
} from '../tools';
import { queryOf } from '../proxy/rest';

type Sent = Record<string, unknown>;
const refused = 'Orders that make no sense are refused';
const requestsToPlace = 'What a request to place an order has to look like';
const timesOfExecution = `${requestsToPlace} › The time of an execution is a whole number from 0 to 60000, in decimal digits`;
const known = ['symbol', 'side', 'quantity'];

export const validating: Kind = {
  name: 'Input that is put right instead of being refused',
  faults: [
    {
      name: 'A quantity written as text is taken for a number',
      means: 'A broken client goes unnoticed until it sends something that converts wrongly.',
      breaks: 'PLACE-5',
      caughtBy: `${refused} › Each of symbol, side and quantity has to be given, in its own type`,
      tamper: () =>
        sentOrders(text('quantity', (quantity) => (quantity === '' ? quantity : Number(quantity)))),
    },
    {
      name: 'A negative quantity loses its sign',
      means: 'Somebody who meant to take back five has ordered five more.',
      breaks: 'PLACE-5',
      caughtBy: `${refused} › A quantity is above 0 and at most 1 000 000 000`,
      tamper: () => sentOrders(quantity(Math.abs)),
    },
    {
      name: 'A symbol is trimmed and put in capitals',
      means: 'What was ordered is not what the answer says was ordered.',
      breaks: 'PLACE-5',
      caughtBy: `${refused} › A symbol is a capital letter and up to 14 capitals, digits, dots, slashes and dashes`,
      tamper: () => sentOrders(text('symbol', (symbol) => symbol.trim().toUpperCase())),
    },
    {
      name: 'Fields that do not exist are ignored',
      means: 'A limit price that the platform does not know is silently not kept to.',
      breaks: 'PLACE-5',
      caughtBy: `${refused} › Nothing but symbol, side and quantity can be said`,
      tamper: () =>
        sentOrders((order) =>
          Object.fromEntries(Object.entries(order).filter(([name]) => known.includes(name))),
        ),
    },
    {
      name: 'A refused order is placed all the same',
      means: 'The trader corrects his order and has two.',
      breaks: 'PLACE-6',
      caughtBy: `${refused} › A quantity is above 0 and at most 1 000 000 000`,
      tamper: () => ({
        rest: async (request, forward) => {
          const response = await forward(request);
          const mended = withJson(request, { ...sentOrder(request), quantity: 1 });
          if (both(isPlacing, 400)(request, response)) await forward(mended);
          return response;
        },
      }),
    },
    {
      name: 'Any media type is taken for JSON',
      means: 'A page of another site can place orders by a plain form, unseen.',
      breaks: 'REFUSE-4',
      caughtBy: `${requestsToPlace} › The body of POST /orders is a JSON object`,
      tamper: () =>
        requests(isPlacing, (request) => withHeader(request, 'content-type', 'application/json')),
    },
    {
      name: 'A page size that is too large is cut down',
      means: 'A client believes that it has seen all orders, and has seen a thousand.',
      breaks: 'PAGE-4',
      caughtBy: 'Listing orders › A list that makes no sense is refused',
      tamper: () =>
        requests(
          (request) => isListing(request) && Number(parameter(request, 'limit')) > 1000,
          (request) => withQuery(request, { limit: '1000' }),
        ),
    },
    {
      name: 'A page size may be written like any number of a program',
      means: 'A broken client goes unnoticed until it writes what the platform reads otherwise.',
      breaks: 'PAGE-4',
      caughtBy: 'Listing orders › A list that makes no sense is refused',
      under: aboutFilters,
      tamper: () => limited(inDigits),
    },
    {
      name: 'A page size of hundreds of digits is no limit at all',
      means: 'One request reads all that the platform holds, and everybody waits for it.',
      breaks: 'PAGE-4',
      caughtBy: 'Listing orders › A list that makes no sense is refused',
      under: aboutFilters,
      tamper: () => limited((limit) => (isEndless(limit) ? '1000' : limit)),
    },
    {
      name: 'A time to execution may be written like any number of a program',
      means: 'A broken client goes unnoticed, and its orders are executed when nobody expects it.',
      breaks: 'CTRL-1',
      caughtBy: timesOfExecution,
      under: aboutClause('CTRL-1'),
      tamper: () => timed(inDigits),
    },
    {
      name: 'A time to execution of hundreds of digits is taken, and never comes',
      means: 'An order stays pending for ever, and the platform is busy waiting for it.',
      breaks: 'CTRL-1',
      caughtBy: timesOfExecution,
      under: aboutClause('CTRL-1'),
      tamper: () => timed((time) => (isEndless(time) ? '60000' : time)),
    },
  ],
};

const control = 'x-execution-delay-ms';

/** Puts the time to execution right, where one is given, before it is looked at. */
function timed(change: (time: string) => string): Tampering {
  return requests(isPlacing, (request) => {
    const time = headerOf(request, control);
    return time === undefined ? request : withHeader(request, control, change(time));
  });
}

/** Puts a page size right, where one is given, before it is looked at. */
function limited(change: (limit: string) => string): Tampering {
  return requests(isListing, (request) => {
    const limit = parameter(request, 'limit');
    return limit === null ? request : withQuery(request, { limit: change(limit) });
  });
}

/** A whole number in decimal digits, however it is written; what is none as it stands. */
function inDigits(text: string): string {
  const isWhole = text.trim() !== '' && Number.isInteger(Number(text));
  return isWhole ? String(Number(text)) : text;
}

const isEndless = (text: string) => /^\d+$/.test(text) && Number(text) === Infinity;

function parameter({ path }: RestRequest, name: string): string | null {
  return queryOf(path).get(name);
}

function quantity(change: (quantity: number) => number) {
  return (order: Sent): Sent =>
    typeof order.quantity === 'number' ? { ...order, quantity: change(order.quantity) } : order;
}

function text(field: string, change: (value: string) => unknown) {
  return (order: Sent): Sent => {
    const value = order[field];
    return typeof value === 'string' ? { ...order, [field]: change(value) } : order;
  };
}
