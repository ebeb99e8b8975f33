import type { Order } from '../../../support/contract/types';
import { aboutIdentifiers, aboutKeys } from '../conditions';
import type { Ask, Client, Fault, Kind, RestRequest, Tampering } from '../fault';
import {
  both,
  headerOf,
  isCancelling,
  isLookingUp,
  isObject,
  isPlacing,
  jsonOf,
  lost,
  orderIdIn,
  requests,
  unknownOrder,
  withHeader,
} from '../tools';

const keyHeader = 'idempotency-key';
const keys = 'Placing an order safely twice › Another key, or none, makes another order › Keys that differ'; // prettier-ignore
const onlyOne = 'Looking up an order › Only an order that exists can be looked up › An identifier that differs from an order\'s in one digit is another'; // prettier-ignore
const onlyItself = 'Cancelling an order › Only a pending order can be cancelled › Whose identifier differs in one digit is another order, and not cancelled'; // prettier-ignore
const inCapitals = "Subscribing to order events › A subscriber to one order gets that order's events only › The identifier of the order may be written in capitals over"; // prettier-ignore

/** A platform that takes two keys for one, because it is given them folded. */
function folding(name: string, how: string, fold: (key: string) => string): Fault {
  return {
    name,
    means: 'The trader is told that his second order is his first, and it is never placed.',
    breaks: 'KEY-3',
    under: aboutKeys,
    caughtBy: `${keys} ${how} are different keys`,
    tamper: () =>
      requests(
        (request) => isPlacing(request) && headerOf(request, keyHeader) !== undefined,
        (request) => withHeader(request, keyHeader, fold(headerOf(request, keyHeader) ?? '')),
      ),
  };
}

const inCase = 'in the case of letters';
const inFront = 'in a character at the beginning';
const inside = 'in a character in the middle';
const behind = 'in a character at the end';
const far = 'in the last of 255 characters';
const inOrder = 'in the order of their characters';
const inSum = 'in characters that add up to the same';
const asText = 'in how a text is written';
const asNumber = 'in how a number is written';
const asUuid = 'in how a UUID is written';

export const identity: Kind = {
  name: 'What is nearly the same',
  faults: [
    folding('Keys are compared without regard to case', inCase, (key) => key.toLowerCase()),
    folding('The case of the first letter of a key does not count', inCase, (key) => key.slice(0, 1).toLowerCase() + key.slice(1)), // prettier-ignore
    ...[36, 64, 128, 200, 254].map((length) =>
      folding(`A key is cut after ${length} characters`, far, (key) => key.slice(0, length)),
    ),
    folding('Only the last 32 characters of a key count', inFront, (key) => key.slice(-32)),
    folding('Marks at the beginning of a key are taken off', inFront, (key) => key.replace(/^[^A-Za-z0-9]+(?=.)/, '')), // prettier-ignore
    folding('Marks at the end of a key are taken off', behind, (key) => key.replace(/(?<=.)[^A-Za-z0-9]+$/, '')), // prettier-ignore
    folding('A full stop at the end of a key is taken off', behind, (key) => key.replace(/[.]$/, '')), // prettier-ignore
    folding('Only letters and digits of a key count', inside, (key) => key.replace(/[^A-Za-z0-9]/g, '') || 'none'), // prettier-ignore
    folding('A dash and an underscore in a key are the same', inside, (key) => key.replaceAll('_', '-')), // prettier-ignore
    folding('Equal characters in a row count once in a key', inside, (key) => key.replace(/(.)\1+/g, '$1')), // prettier-ignore
    folding('O and 0, and l and 1 are the same in a key', behind, (key) => key.replaceAll('O', '0').replaceAll('l', '1')), // prettier-ignore
    folding('A backslash and a slash in a key are the same', inside, (key) =>
      key.replaceAll('\\', '/'),
    ),
    folding('Keys of the same characters are the same', inOrder, (key) => [...key].sort().join('')),
    folding('Keys with the same hash code are the same', inSum, (key) => `k${hashCode(key)}`),
    folding('Quotes around a key are taken off', asText, (key) => key.replace(/^(["'])(.+)\1$/, '$2')), // prettier-ignore
    folding('A key is decoded as if it stood in an address', asText, decoded),
    folding('A key ends at a comma', asText, (key) => key.split(',')[0] || 'none'),
    folding('A key that is a number is compared as one', asNumber, (key) => Number.isFinite(Number(key)) ? String(Number(key)) : key), // prettier-ignore
    folding('Zeros in front of a number do not count in a key', asNumber, (key) => key.replace(/^0+(?=\d)/, '')), // prettier-ignore
    folding('A key that is a UUID is compared as one', asUuid, (key) =>
      /^(urn:uuid:)?\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i.test(key)
        ? key.toLowerCase().replace(/urn:uuid:|[{}-]/g, '')
        : key,
    ),
    {
      name: 'An order is unknown by its identifier in capitals',
      means: 'A program that writes identifiers in capitals finds nothing.',
      breaks: 'READ-1',
      caughtBy:
        'Looking up an order › An order can be looked up in every status › The identifier of an order may be written in capitals',
      under: aboutIdentifiers,
      tamper: () => unknownInCapitals(isLookingUp),
    },
    {
      name: 'An order cannot be cancelled by its identifier in capitals',
      means: 'A program that writes identifiers in capitals cannot get out.',
      breaks: 'CANCEL-1',
      caughtBy:
        'Cancelling an order › A pending order can be cancelled › An order can be cancelled by its identifier in capitals',
      under: aboutIdentifiers,
      tamper: () => unknownInCapitals(isCancelling),
    },
    {
      name: 'Nobody can subscribe to an order by its identifier in capitals',
      means: 'A program that writes identifiers in capitals is told that there is no such order.',
      breaks: 'SIO-1',
      caughtBy: `${inCapitals} WebSocket`,
      under: aboutIdentifiers,
      tamper: () => ({
        ask: (ask) => (isInCapitals(ask) ? { ok: false, error: 'orderId: unknown order' } : ask),
      }),
    },
    {
      name: 'Who subscribes to an order by its identifier in capitals gets nothing',
      means: 'A program that writes identifiers in capitals waits for ever.',
      breaks: 'EVENT-1',
      caughtBy: `${inCapitals} plain WebSocket`,
      under: aboutIdentifiers,
      tamper: () => {
        const deaf = new WeakSet<Client>();
        return {
          ...lost((_event, client) => deaf.has(client)),
          ask: (ask, client) => {
            if (isInCapitals(ask)) deaf.add(client);
            return ask;
          },
        };
      },
    },
    {
      name: 'An order is found by the first eight digits of its identifier',
      means: 'Somebody is shown an order that is not his.',
      breaks: 'READ-2',
      caughtBy: onlyOne,
      under: aboutIdentifiers,
      tamper: () => foundBy(isLookingUp, (id) => id.slice(0, 8)),
    },
    {
      name: 'The last digit of an identifier does not count',
      means: 'Somebody is shown an order that is not his.',
      breaks: 'READ-2',
      caughtBy: onlyOne,
      under: aboutIdentifiers,
      tamper: () => foundBy(isLookingUp, (id) => id.slice(0, -1)),
    },
    {
      name: 'An order is found by the end of its identifier',
      means: 'Somebody is shown an order that is not his.',
      breaks: 'READ-2',
      caughtBy: onlyOne,
      under: aboutIdentifiers,
      tamper: () => foundBy(isLookingUp, (id) => id.slice(-12)),
    },
    {
      name: 'A cancel hits the order whose identifier ends in nearly the same way',
      means: 'A typing error takes the order of somebody else off the market.',
      breaks: 'READ-2',
      caughtBy: onlyItself,
      under: aboutIdentifiers,
      tamper: () => foundBy(isCancelling, (id) => id.slice(0, -4)),
    },
  ],
};

/** What Java makes of a text, and others who have learnt from it. */
function hashCode(text: string): number {
  return [...text].reduce((code, each) => (Math.imul(31, code) + each.charCodeAt(0)) | 0, 0);
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key).trim();
  } catch {
    return key;
  }
}

function unknownInCapitals(about: (request: RestRequest) => boolean): Tampering {
  return {
    rest: async (request, forward) =>
      about(request) && /[A-F]/.test(request.path) && orderIdIn(request).length === 36
        ? unknownOrder(orderIdIn(request))
        : forward(request),
  };
}

function isInCapitals({ payload: [payload] }: Ask): boolean {
  return isObject(payload) && typeof payload.orderId === 'string' && /[A-F]/.test(payload.orderId);
}

/** Requests for an unknown order get one that is the same in a part of its identifier. */
function foundBy(
  about: (request: RestRequest) => boolean,
  partOf: (orderId: string) => string,
): Tampering {
  const known = new Map<string, string>();
  return {
    rest: async (request, forward) => {
      const response = await forward(request);
      if (both(isPlacing, 201)(request, response)) {
        const { orderId } = jsonOf(response) as Order;
        known.set(partOf(orderId), orderId);
      }
      const alike = known.get(partOf(orderIdIn(request)));
      return both(about, 404)(request, response) && alike
        ? forward({ ...request, path: `/orders/${alike}` })
        : response;
    },
  };
}
