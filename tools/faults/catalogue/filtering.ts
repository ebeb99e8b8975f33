import type { Order } from '../../../support/contract/types';
import { aboutFilters } from '../conditions';
import type { Fault, Forward, Kind, RestRequest, RestResponse, Tampering } from '../fault';
import { queryOf } from '../proxy/rest';
import {
  both,
  isListing,
  isPlacing,
  jsonOf,
  requests,
  withHeader,
  withJson,
  withQuery,
} from '../tools';

const filters = 'Listing orders › A list can be narrowed down';
const ofSymbol = `${filters} › A list of one symbol shows nothing of others where they`;
const ofStatus = `${filters} › The orders that are`;
const refused = 'Listing orders › A list that makes no sense is refused';

const contain = 'contain each other';
const differ = 'differ in one character';
const marks = 'differ in their marks';
const mixed = 'are made of the same characters';

/** Lists of a symbol show the orders of others as well, which a careless comparison takes for it. */
function taking(
  name: string,
  likeness: string,
  isTaken: (asked: string, other: string) => boolean,
): Fault {
  return {
    name,
    means: 'Whoever adds up a position adds what belongs to another.',
    breaks: 'PAGE-1',
    caughtBy: `${ofSymbol} ${likeness}`,
    under: aboutFilters,
    tamper: () => alsoShowing(isTaken),
  };
}

/** The same where the comparison is that of some form of both. */
const byForm = (name: string, likeness: string, form: (symbol: string) => string) =>
  taking(name, likeness, (asked, other) => form(asked) === form(other));

const other = (fault: Omit<Fault, 'under'>): Fault => ({ ...fault, under: aboutFilters });

export const filtering: Kind = {
  name: 'Lists that are narrowed down too little',
  faults: [
    taking('A list shows symbols that begin like the one asked for', contain, (asked, each) =>
      each.startsWith(asked),
    ),
    taking('A list shows symbols that end like the one asked for', contain, (asked, each) =>
      each.endsWith(asked),
    ),
    taking('A list shows symbols that hold the one asked for', contain, (asked, each) =>
      each.includes(asked),
    ),
    taking('A list shows symbols that are held by the one asked for', contain, (asked, each) =>
      asked.includes(each),
    ),
    taking('A dot in a symbol stands for any character', marks, (asked, each) =>
      isMatched(asked, each),
    ),
    taking('A symbol may be written wrong in one character', differ, (asked, each) =>
      isNearly(asked, each),
    ),
    byForm('Only the first twelve characters of a symbol count', contain, (symbol) => symbol.slice(0, 12)), // prettier-ignore
    byForm('The last of fifteen characters of a symbol does not count', differ, (symbol) => symbol.slice(0, 14)), // prettier-ignore
    byForm('The first character of a symbol does not count', differ, (symbol) => symbol.slice(1)),
    byForm('The marks in a symbol do not count', marks, (symbol) => symbol.replace(/[./-]/g, '')),
    byForm('All marks in a symbol are the same', marks, (symbol) => symbol.replace(/[./-]/g, '-')),
    byForm('What follows a mark in a symbol does not count', marks, (symbol) => symbol.split(/[./-]/)[0] ?? ''), // prettier-ignore
    byForm('Digits in a symbol do not count', contain, (symbol) => symbol.replace(/\d/g, '')),
    byForm('O and 0 are the same in a symbol', differ, (symbol) => symbol.replaceAll('O', '0')),
    byForm('Symbols of the same characters are the same', mixed, (symbol) => [...symbol].sort().join('')), // prettier-ignore
    other({
      name: 'The symbol is forgotten where a status is asked for',
      means: 'Who looks for his open orders is shown those of everybody.',
      breaks: 'PAGE-1',
      caughtBy: `${ofStatus} EXECUTED are found among the others of a symbol`,
      tamper: () => forgetting('symbol', ({ orderStatus }) => orderStatus !== undefined),
    }),
    other({
      name: 'The status is forgotten where a symbol is asked for',
      means: 'Who looks for his open orders is shown those that are over.',
      breaks: 'PAGE-1',
      caughtBy: `${ofStatus} PENDING are found among the others of a symbol`,
      tamper: () => forgetting('orderStatus', ({ symbol }) => symbol !== undefined),
    }),
    other({
      name: 'The status is forgotten where no symbol is asked for',
      means: 'Who looks for all open orders is shown those that are over.',
      breaks: 'PAGE-1',
      caughtBy: `${ofStatus.replace('that are', 'of all symbols that are')} PENDING are found among the others`,
      tamper: () => forgetting('orderStatus', ({ symbol }) => symbol === undefined),
    }),
    other({
      name: 'From the second page on the symbol is forgotten',
      means: 'Long lists end with the orders of others.',
      breaks: 'PAGE-1',
      caughtBy: `${ofSymbol} ${contain}`,
      tamper: () => forgetting('symbol', ({ cursor }) => cursor !== undefined),
    }),
    other({
      name: 'A list of executed orders shows the cancelled ones as well',
      means: 'What was never traded is settled.',
      breaks: 'PAGE-1',
      caughtBy: `${ofStatus} EXECUTED are found among the others of a symbol`,
      tamper: () => alsoInStatus('EXECUTED', 'CANCELLED'),
    }),
    other({
      name: 'A list of pending orders shows the executed ones as well',
      means: 'Orders that are done are cancelled in vain.',
      breaks: 'PAGE-1',
      caughtBy: `${ofStatus} PENDING are found among the others of a symbol`,
      tamper: () => alsoInStatus('PENDING', 'EXECUTED'),
    }),
    other({
      name: 'A symbol that nobody trades gives all orders',
      means: 'A typing error shows the orders of everybody.',
      breaks: 'PAGE-1',
      caughtBy: `${filters} › A symbol that nobody trades has an empty list`,
      tamper: () => ({
        rest: async (request, forward) => {
          const response = await forward(request);
          const isEmpty = both(isListing, 200)(request, response) && response.body.length <= 2;
          return isEmpty ? forward(withQuery(request, { symbol: undefined })) : response;
        },
      }),
    }),
    other({
      name: 'A symbol in small letters is put in capitals',
      means: 'A broken client goes unnoticed until it places an order.',
      breaks: 'PAGE-4',
      caughtBy: refused,
      tamper: () => symbolPutRight((symbol) => symbol.toUpperCase()),
    }),
    other({
      name: 'A symbol with blanks around it is trimmed',
      means: 'A broken client goes unnoticed until it places an order.',
      breaks: 'PAGE-4',
      caughtBy: refused,
      tamper: () => symbolPutRight((symbol) => symbol.trim()),
    }),
    other({
      name: 'An empty symbol stands for all',
      means: 'A client that lost its symbol on the way is shown the orders of everybody.',
      breaks: 'PAGE-4',
      caughtBy: refused,
      tamper: () => symbolPutRight((symbol) => symbol || undefined),
    }),
    other({
      name: 'A symbol may be a pattern',
      means: 'A typing error shows the orders of everybody.',
      breaks: 'PAGE-4',
      caughtBy: refused,
      tamper: () => symbolPutRight((symbol) => (/[*%?_]/.test(symbol) ? undefined : symbol)),
    }),
    other({
      name: 'Of several symbols the first is listed',
      means: 'A client that asks for two is shown one, and believes that the other has no orders.',
      breaks: 'PAGE-4',
      caughtBy: refused,
      tamper: () => symbolPutRight((symbol) => symbol.split(',')[0]),
    }),
    other({
      name: 'A status in small letters is put in capitals',
      means: 'A broken client goes unnoticed on one platform and fails on the next.',
      breaks: 'PAGE-4',
      caughtBy: refused,
      tamper: () =>
        requests(isListing, (request) => {
          const status = queryOf(request.path).get('orderStatus');
          return status ? withQuery(request, { orderStatus: status.toUpperCase() }) : request;
        }),
    }),
  ],
};

function isMatched(asked: string, other: string): boolean {
  const fits = (each: string, index: number) => each === '.' || each === other[index];
  return asked.length === other.length && [...asked].every(fits);
}

function isNearly(asked: string, other: string): boolean {
  const differing = [...asked].filter((each, index) => each !== other[index]);
  return asked.length === other.length && differing.length <= 1;
}

/** Has a list without a cursor show what other lists show as well, from the newest to the oldest. */
async function merged(
  request: RestRequest,
  forward: Forward,
  others: readonly Record<string, string>[],
): Promise<RestResponse> {
  const response = await forward(request);
  const limit = queryOf(request.path).get('limit') ?? '100';
  if (response.status !== 200 || others.length === 0) return response;
  const more: RestResponse[] = [];
  for (const query of others) more.push(await forward(withQuery(request, query)));
  const orders = [response, ...more].flatMap((each) => jsonOf(each) as Order[]);
  const newestFirst = orders.sort((a, b) => b.placedAt.localeCompare(a.placedAt));
  const link = [response, ...more].find(({ headers }) => headers.link)?.headers.link;
  return withHeader(
    withJson(response, newestFirst.slice(0, Number(limit))),
    'link',
    typeof link === 'string' ? link : undefined,
  );
}

/** A list of one symbol shows the others that are taken for it. */
function alsoShowing(isTaken: (asked: string, other: string) => boolean): Tampering {
  const known = new Set<string>();
  return {
    rest: async (request, forward) => {
      const query = queryOf(request.path);
      const asked = query.get('symbol');
      if (isListing(request) && asked && !query.has('cursor')) {
        const taken = [...known].filter((each) => each !== asked && isTaken(asked, each));
        return merged(
          request,
          forward,
          taken.map((symbol) => ({ symbol })),
        );
      }
      const response = await forward(request);
      if (both(isPlacing, 201)(request, response)) known.add((jsonOf(response) as Order).symbol);
      return response;
    },
  };
}

/** A list in one status shows the orders that are in another as well. */
function alsoInStatus(asked: string, orderStatus: string): Tampering {
  return {
    rest: (request, forward) => {
      const query = queryOf(request.path);
      const isMeant =
        isListing(request) && query.get('orderStatus') === asked && !query.has('cursor');
      return merged(request, forward, isMeant ? [{ orderStatus }] : []);
    },
  };
}

/** A parameter is passed over in some lists. */
function forgetting(
  name: string,
  where: (asked: Partial<Record<string, string>>) => boolean,
): Tampering {
  return requests(
    (request) => isListing(request) && where(Object.fromEntries(queryOf(request.path))),
    (request) => withQuery(request, { [name]: undefined }),
  );
}

/** What is asked for is put right before it is looked at. */
function symbolPutRight(change: (symbol: string) => string | undefined): Tampering {
  return requests(isListing, (request) => {
    const symbol = queryOf(request.path).get('symbol');
    return symbol === null ? request : withQuery(request, { symbol: change(symbol) });
  });
}
