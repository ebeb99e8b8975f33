import { gunzipSync } from 'node:zlib';
import { patiently, quickly, tags, withoutDelays } from '../conditions';
import type { Ask, Forward, RestRequest, RestResponse, Tampering } from '../fault';
import {
  answer,
  answers,
  headerOf,
  isListing,
  isObject,
  jsonOf,
  requests,
  withHeader,
  withJson,
  without,
} from '../tools';
import type { Lack } from './lack';

const itself = 'What the platform says about itself';
const refusing = 'What the platform says when it refuses';
const nothing = (): Tampering => ({});

/** Each capability of the contract, taken away from a platform that has all of them. */
export const lacks: readonly Lack[] = [
  {
    capability: 'paging',
    breaks: 'PAGE-1',
    caughtBy: 'Listing orders › A list can be narrowed down',
    means: 'Whoever asks for pending orders gets all there are.',
    tamper: () => ({
      rest: (request, forward) => (isListing(request) ? whole(request, forward) : forward(request)),
    }),
  },
  {
    capability: 'timing',
    breaks: 'TIME-1',
    caughtBy: 'How long an answer takes › Each endpoint answers after 0.1 to 1 s, and varies',
    means: 'What was tried on the simulation is quicker there than at the venue.',
    claimed: withoutDelays,
    unclaimed: { ...quickly, part: tags('not @load') },
    settings: { ENDPOINT_DELAY_MS: '0-0' },
    tamper: nothing,
  },
  {
    capability: 'controls',
    breaks: 'CTRL-1',
    caughtBy: 'The life of an order › Whoever tries the platform can say when an order is executed',
    means: 'Nobody can try what happens at a time of his own.',
    // A PENDING order has to stay so for as long as a scenario looks at it.
    unclaimed: {
      ...patiently,
      platform: { ...patiently.platform, EXECUTION_DELAY_MS: '1500-2500' },
    },
    settings: { SIMULATION_CONTROLS: 'off' },
    tamper: nothing,
  },
  {
    capability: 'idempotency',
    breaks: 'KEY-1',
    caughtBy: 'Placing an order safely twice › The same order with the same key is placed once',
    means: 'An order that is sent again is placed again.',
    tamper: () =>
      requests(
        () => true,
        (request) => withHeader(request, 'idempotency-key', undefined),
      ),
  },
  {
    capability: 'problem-details',
    breaks: 'REFUSE-2',
    caughtBy: `${refusing} › Every error is a problem document`,
    means: 'A client cannot tell its user what was wrong.',
    tamper: () => ({
      ...answers((_request, { status }) => status >= 400, bare),
      refusal: bare,
    }),
  },
  {
    capability: 'strict-http',
    breaks: 'REFUSE-4',
    caughtBy: `${refusing} › A wrong method on a known path is answered with the right ones`,
    means: 'A client with a slip in its method looks for the mistake elsewhere.',
    tamper: () => ({
      rest: async (request, forward) => loosely(await forward(inOneShape(request))),
    }),
  },
  {
    capability: 'health',
    breaks: 'HEALTH-1',
    caughtBy: `${itself} › The health check tells how the platform is`,
    means: 'Nobody is told when the platform is ill.',
    tamper: () => ({ isMissing: (path) => path === '/health' }),
  },
  {
    capability: 'documents',
    breaks: 'DOCS-1',
    caughtBy: `${itself} › The documentation is there`,
    means: 'A programmer has to guess.',
    tamper: () => ({
      isMissing: (path) => /^\/(openapi\.json|asyncapi\.json|api-docs)/.test(path),
    }),
  },
  {
    capability: 'pages',
    breaks: 'PAGES-1',
    caughtBy: `${itself} › The pages are there`,
    means: 'Who opens the address in a browser sees nothing.',
    tamper: () => ({ isMissing: (path) => path === '/' || path.startsWith('/test-results') }),
  },
  {
    capability: 'cors',
    breaks: 'CORS-1',
    caughtBy: `${itself} › A browser may call everything from any origin`,
    means: 'No page of another address can place an order.',
    tamper: () => ({
      rest: async (request, forward) => {
        const isPreflight = request.headers['access-control-request-method'] !== undefined;
        const response = await forward(withHeader(request, 'origin', undefined));
        return isPreflight ? answer(405, {}) : withoutCors(response);
      },
    }),
  },
  {
    capability: 'socket.io',
    entails: 'recovery',
    breaks: 'SIO-1',
    caughtBy:
      'Subscribing to order events › A subscriber to all orders gets the events of every order',
    means: 'No client of Socket.IO hears of anything.',
    tamper: () => ({ isMissing: (path) => path.startsWith('/socket.io') }),
  },
  {
    capability: 'recovery',
    breaks: 'SIO-4',
    caughtBy:
      'Subscribers whose connection breaks › Who comes back gets what was missed, once and in order',
    means: 'Who was away for a moment has missed something and does not know.',
    tamper: () => ({ greet: () => ({}) }),
  },
  {
    capability: 'websocket',
    breaks: 'WS-1',
    caughtBy: 'Events over plain WebSocket › Who connects is subscribed, and told so first',
    means: 'No client of plain WebSocket hears of anything.',
    tamper: () => ({ isMissing: (path) => path === '/ws' }),
  },
  {
    capability: 'replay',
    breaks: 'REPLAY-1',
    caughtBy:
      'Asking for what was missed › Who says how far it has come gets what came after, first and once',
    means: 'Who asks for what was missed is told nothing of it.',
    tamper: () => ({ ask: fromNowOn }),
  },
];

/** All orders, however they were asked for. */
async function whole(request: RestRequest, forward: Forward) {
  const orders: unknown[] = [];
  let path: string | undefined = '/orders?limit=1000';
  for (;;) {
    const page: RestResponse = await forward({ ...request, path });
    const shown = jsonOf(page);
    if (!Array.isArray(shown)) return page;
    orders.push(...(shown as unknown[]));
    const [, next] = /<([^>]*)>/.exec(String(page.headers.link ?? '')) ?? [];
    if (next === undefined) return withJson(withHeader(page, 'link', undefined), orders);
    path = next;
  }
}

/** A refusal of which only the status is left. */
function bare({ status, headers }: RestResponse): RestResponse {
  const { allow, 'retry-after': retryAfter } = headers;
  return {
    status,
    headers: { allow, 'retry-after': retryAfter, 'content-type': 'text/plain' },
    body: Buffer.from('No.'),
  };
}

/** What a server makes of a request that does not look at it closely. */
function inOneShape(request: RestRequest): RestRequest {
  const { path, body } = request;
  const [place = '', ...query] = path.split('?');
  const isPacked = headerOf(request, 'content-encoding') === 'gzip';
  return {
    ...withHeader(
      request,
      'content-encoding',
      isPacked ? undefined : headerOf(request, 'content-encoding'),
    ),
    path: [
      place.replace(/^\/orders\b/i, '/orders').replace(/^(\/orders\b.*)\/$/, '$1'),
      ...query,
    ].join('?'),
    body: isPacked ? unpacked(body) : body,
  };
}

function unpacked(body: Buffer): Buffer {
  try {
    return gunzipSync(body);
  } catch {
    return body;
  }
}

/** The statuses of a server that knows few of them. */
function loosely(response: RestResponse): RestResponse {
  const status = { 405: 404, 413: 400, 415: 400 }[response.status];
  if (status === undefined) return response;
  return { ...withHeader(response, 'allow', undefined), status };
}

function withoutCors({ headers, ...response }: RestResponse): RestResponse {
  const isForBrowsers = (name: string) => name.startsWith('access-control-');
  const others = Object.entries(headers).filter(([name]) => !isForBrowsers(name));
  return { ...response, headers: Object.fromEntries(others) };
}

/** A subscription that says nothing of what was before. */
function fromNowOn(ask: Ask): Ask {
  const [payload] = ask.payload;
  if (!isObject(payload) || !('since' in payload)) return ask;
  return { ...ask, payload: [without('since', payload)] };
}
