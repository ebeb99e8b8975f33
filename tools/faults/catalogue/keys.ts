import type { Order } from '../../../support/contract/types';
import { aboutClause } from '../conditions';
import type { Kind, RestRequest, RestResponse, Tampering } from '../fault';
import {
  firstTime,
  headerOf,
  isPlacing,
  jsonOf,
  lookUp,
  problem,
  requests,
  sentOrder,
  withHeader,
  withJson,
} from '../tools';

const keyHeader = 'idempotency-key';
const once = 'Placing an order safely twice › The same order with the same key is placed once';
const oneOrder = 'Placing an order safely twice › A key stands for one order';
const otherKey = 'Placing an order safely twice › Another key, or none, makes another order';

const keyOf = (request: RestRequest) =>
  isPlacing(request) ? headerOf(request, keyHeader) : undefined;
const withoutKey = (request: RestRequest) => withHeader(request, keyHeader, undefined);

export const keys: Kind = {
  name: 'Placing an order safely twice',
  faults: [
    {
      name: 'A repeated order gets the first answer, and is placed again behind it',
      means: 'The trader is told that all is well, and has bought twice.',
      breaks: 'KEY-1',
      caughtBy: once,
      tamper: () => {
        const used = new Set<string>();
        return {
          rest: async (request, forward) => {
            const key = keyOf(request);
            const response = await forward(request);
            if (key === undefined || response.status !== 201) return response;
            if (used.has(key)) await forward(withoutKey(request));
            used.add(key);
            return response;
          },
        };
      },
    },
    {
      name: 'A key is not recognised while the first order with it is being placed',
      means: 'An impatient second click buys a second time.',
      breaks: 'KEY-1',
      caughtBy: `${once} › An order repeated many times at once is placed once`,
      tamper: () => {
        const beingPlaced = new Set<string>();
        return {
          rest: async (request, forward) => {
            const key = keyOf(request);
            if (key === undefined) return forward(request);
            if (beingPlaced.has(key)) return forward(withoutKey(request));
            beingPlaced.add(key);
            return forward(request).finally(() => beingPlaced.delete(key));
          },
        };
      },
    },
    {
      name: 'A repeated order is answered with the order as it stands now',
      means:
        'A client that expects the first answer again believes that it has placed another order.',
      breaks: 'KEY-1',
      caughtBy: `${once} › The first answer comes again even when the order has been executed since`,
      tamper: () => {
        const isFirst = firstTime();
        return {
          rest: async (request, forward) => {
            const key = keyOf(request);
            const response = await forward(request);
            if (key === undefined || response.status !== 201 || isFirst(key)) return response;
            const { orderId } = jsonOf(response) as Order;
            return withJson(response, jsonOf(await forward(lookUp(orderId))));
          },
        };
      },
    },
    {
      name: 'An order with a used key is only compared by its symbol',
      means: 'A sale under a key of a purchase is answered with the purchase.',
      breaks: 'KEY-2',
      caughtBy: `${oneOrder} › A key that has been used for another side is refused`,
      tamper: () =>
        withFirstAnswers((request, first) => sentOrder(request).symbol === first.symbol),
    },
    {
      name: 'A refused order uses up its key',
      means: 'The trader corrects his order and is told that the key belongs to another one.',
      breaks: 'KEY-4',
      caughtBy: 'Placing an order safely twice › A refused order does not use up its key',
      under: aboutClause('KEY-4'),
      tamper: () => {
        const used = new Set<string>();
        return {
          rest: async (request, forward) => {
            const key = keyOf(request) ?? '';
            if (used.has(key)) return problem(422, 'The key was used for another order');
            const response = await forward(request);
            if (key !== '' && response.status === 400) used.add(key);
            return response;
          },
        };
      },
    },
    {
      name: 'A key that is none is put right',
      means: 'Two keys that differ in a blank are one, and one of two orders is never placed.',
      breaks: 'KEY-4',
      caughtBy:
        'What a request to place an order has to look like › A key has 1 to 255 visible characters of ASCII',
      under: aboutClause('KEY-4'),
      tamper: () =>
        requests(
          (request) => keyOf(request) !== undefined,
          (request) => withHeader(request, keyHeader, keyOf(request)?.replace(/[^!-~]/g, '')),
        ),
    },
    {
      name: 'Two equal orders without a key are taken for one',
      means: 'Who buys the same again on purpose does not get it.',
      breaks: 'KEY-3',
      caughtBy: `${otherKey} › The same order without a key is another order`,
      tamper: () => {
        const placed = new Map<string, RestResponse>();
        return {
          rest: async (request, forward) => {
            const order = request.body.toString();
            const known = keyOf(request) === undefined ? placed.get(order) : undefined;
            if (known) return known;
            const response = await forward(request);
            if (isPlacing(request) && response.status === 201) placed.set(order, response);
            return response;
          },
        };
      },
    },
  ],
};

/** Answers orders whose key belongs to another one with that one. */
function withFirstAnswers(about: (request: RestRequest, first: Order) => boolean): Tampering {
  const first = new Map<string, RestResponse>();
  return {
    rest: async (request, forward) => {
      const response = await forward(request);
      const key = keyOf(request);
      if (key === undefined) return response;
      if (response.status === 201 && !first.has(key)) first.set(key, response);
      const known = first.get(key);
      return response.status === 422 && known && about(request, jsonOf(known) as Order)
        ? known
        : response;
    },
  };
}
