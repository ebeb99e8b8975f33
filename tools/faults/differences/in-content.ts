import type { Since } from '../../../support/contract/types';
import type { Ask, Reply, RestRequest, RestResponse, Tampering } from '../fault';
import { answers, headerOf, isObject, jsonOf, sinceIn, withJson } from '../tools';
import type { Difference } from './difference';

/** What a platform says, as far as the contract leaves it to the platform. */
export const inContent: readonly Difference[] = [
  {
    name: 'with identifiers in capitals',
    by: 'Order: upper and lower case are the same identifier',
    tamper: () => everywhere(inCapitals),
  },
  {
    name: 'that writes identifiers in capitals in events alone',
    by: 'Order: upper and lower case are the same identifier',
    tamper: () => ({ event: (event) => [through(event, inCapitals)] }),
  },
  {
    name: 'with identifiers of version 1',
    by: 'Order: an identifier is a UUID; RFC 9562, 5.1',
    tamper: () => everywhere(withVersion('1'), withVersion('1')),
  },
  {
    name: 'with identifiers of version 7',
    by: 'Order: an identifier is a UUID; RFC 9562, 5.7',
    tamper: () => everywhere(withVersion('7'), withVersion('7')),
  },
  {
    name: 'whose problem documents have more members',
    by: 'REFUSE-2; RFC 9457, 3.2',
    tamper: () => problems((problem) => ({ ...problem, ...moreMembers })),
  },
  {
    name: 'that refuses in other words',
    by: 'REFUSE-2, REFUSE-3, EVENT-6: no word is promised',
    tamper: inOtherWords,
  },
  {
    name: 'whose sequences have gaps',
    by: 'EVENT-2: at least one',
    tamper: withGaps,
  },
  {
    name: 'whose epochs have characters of all kinds',
    by: 'REPLAY-3: it is opaque',
    tamper: withOtherEpochs,
  },
  {
    name: 'whose clock is ahead',
    by: 'PLACE-4, EVENT-3: times are those of the platform',
    tamper: () =>
      everywhere((text) =>
        text.replace(times, (time) => new Date(Date.parse(time) + ahead).toISOString()),
      ),
  },
];

const uuids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;
const times = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
/** Milliseconds. */
const ahead = 137_000;

const inCapitals = (text: string) => text.replace(uuids, (id) => id.toUpperCase());

/** Has identifiers of version 4 and those of another one change places. */
function withVersion(version: string) {
  return (text: string) =>
    text.replace(uuids, (id) => {
      const other = { '4': version, [version]: '4' }[id[14] ?? ''] ?? id[14];
      return `${id.slice(0, 14)}${other}${id.slice(15)}`;
    });
}

/** Changes texts, wherever they stand in what the platform says, and in what it is asked. */
function everywhere(
  toSuite: (text: string) => string,
  toPlatform: (text: string) => string = (text) => text,
): Tampering {
  const inBody = (message: RestRequest | RestResponse, change: (text: string) => string) =>
    isJson(message) ? Buffer.from(change(message.body.toString())) : message.body;
  const shown = (response: RestResponse): RestResponse => {
    const { date, location } = response.headers;
    const headers = {
      ...response.headers,
      ...(typeof date === 'string' && { date: dated(date, toSuite) }),
      ...(typeof location === 'string' && { location: toSuite(location) }),
    };
    return { ...response, headers, body: inBody(response, toSuite) };
  };
  return {
    rest: async (request, forward) => {
      const path = toPlatform(request.path);
      return shown(await forward({ ...request, path, body: inBody(request, toPlatform) }));
    },
    event: (event) => [through(event, toSuite)],
    reply: (reply) => through(reply, toSuite),
    ask: (ask) => through(ask, toPlatform),
    refusal: shown,
  };
}

/** The time of a header, changed as one in a body. */
function dated(date: string, change: (text: string) => string): string {
  return new Date(change(new Date(date).toISOString())).toUTCString();
}

/** What becomes of a value by a change of its JSON; itself, where that changes nothing. */
function through<Value>(value: Value, change: (text: string) => string): Value {
  const text = JSON.stringify(value);
  const changed = change(text);
  return changed === text ? value : (JSON.parse(changed) as Value);
}

function isJson(message: RestRequest | RestResponse): boolean {
  const isCoded = headerOf(message, 'content-encoding') !== undefined;
  return /json/.test(headerOf(message, 'content-type') ?? '') && !isCoded;
}

function problems(change: (problem: object) => object): Tampering {
  const changed = (response: RestResponse) => {
    const problem = jsonOf(response);
    return isObject(problem) ? withJson(response, change(problem)) : response;
  };
  return { ...answers((_request, { status }) => status >= 400, changed), refusal: changed };
}

const moreMembers = {
  instance: '/problems/4711',
  code: 'E4711',
  timestamp: '2026-01-31T12:00:00.000Z',
  traceId: null,
  context: { path: '/elsewhere', orderId: 42, symbol: ['EURUSD'] },
};

function inOtherWords(): Tampering {
  const said = (problem: object) => ({
    ...problem,
    type: 'https://errors.example/types#4711',
    title: 'Nein.',
    detail: 'Das geht so nicht: symbol, side, quantity, orderId, sequence, epoch.',
    ...('errors' in problem &&
      Array.isArray(problem.errors) && {
        errors: problem.errors.map((each: object) => ({ ...each, message: 'Das geht so nicht.' })),
      }),
  });
  return {
    ...problems(said),
    reply: (reply) =>
      reply.ok ? reply : { ok: false, error: 'What was asked for makes no sense.' },
  };
}

/** The number that is shown for one of the platform's, and back; in between it is that before. */
const withGap = (sequence: number) => sequence * 7 + 3;
const withoutGap = (shown: number) =>
  shown < 0 ? shown : Math.max(0, Math.floor((shown - 3) / 7));

function withGaps(): Tampering {
  return {
    event: (event) => [{ ...event, sequence: withGap(event.sequence) }],
    reply: (reply) =>
      'sequence' in reply ? { ...reply, sequence: withGap(reply.sequence) } : reply,
    ask: (ask) => withSince(ask, ({ sequence }) => ({ sequence: withoutGap(sequence) })),
  };
}

const epochEnd = ' "é" + 1/2 & c=5%20?#';

function withOtherEpochs(): Tampering {
  const shown = (reply: Reply): Reply =>
    'epoch' in reply ? { ...reply, epoch: reply.epoch + epochEnd } : reply;
  return {
    reply: shown,
    ask: (ask) => withSince(ask, ({ epoch }) => ({ epoch: epoch.replace(epochEnd, '') })),
  };
}

/** Asks to go on elsewhere; what makes no sense stays as it is. */
function withSince(ask: Ask, change: (since: Since) => Partial<Since>): Ask {
  const since = sinceIn(ask);
  const [payload, ...others] = ask.payload;
  if (since === undefined || !Number.isSafeInteger(since.sequence)) return ask;
  const elsewhere = { ...since, ...change(since) };
  return { ...ask, payload: [{ ...(payload as object), since: elsewhere }, ...others] };
}
