import type { Socket } from 'node:net';
import { FailureError } from '../contract/failure';
import type { Answer } from '../contract/messages';
import { isTooLateToTell, orTooLate, waitedWords } from '../evidence/patience';
import type { Access } from '../platform/access';
import { exchange, type RawAnswer } from '../platform/connections/raw-exchange';
import { firstLines, firstLinesOfProxied } from '../platform/connections/request-lines';
import { deadlines } from '../run/settings/deadlines';
import type { TradingWorld } from '../world';

const order = '{"symbol":"EURUSD","side":"BUY","quantity":1}';
const json = 'Content-Type: application/json';
const length = `Content-Length: ${order.length}`;
const chunked = 'Transfer-Encoding: chunked';
const inChunks = `${order.length.toString(16)}\r\n${order}\r\n0\r\n\r\n`;
const coded = (coding: string) => [json, length, `Content-Encoding: ${coding}`];

/** Servers keep some two thousand headers, and a thousand parameters, and forget the rest. */
const manyHeaders = Array.from({ length: 2100 }, () => 'a:');
const manyParameters = `${'&'.repeat(2000)}limit=0`;

interface RawRequest {
  method?: string;
  /** Of the contract, with its query; nothing for the platform's address as it is. */
  path: string;
  /** Its first line, where it is another than HTTP has. */
  firstLine?: string;
  /** Whether it is sent with the whole address, as to a proxy. */
  isProxied?: boolean;
  headers?: readonly string[];
  body?: string;
  /** Whether no server need take it for a request. */
  isNone?: boolean;
}

const post = { method: 'POST', path: '/orders' };
const offering = (protocol: string) => ['Connection: Upgrade', `Upgrade: ${protocol}`];

/** Requests that no library for HTTP sends, by the words of the features. */
const requests = {
  'a line that is no request': { path: '/no-request', firstLine: 'Good morning', isNone: true },
  'headers of 32 KiB': {
    ...{ method: 'POST', path: '/no-request', isNone: true },
    headers: [json, `X-Long: ${'x'.repeat(32 * 1024)}`],
  },
  'a body without a byte, in chunks': {
    ...post,
    headers: [json, chunked],
    body: '0\r\n\r\n',
  },
  'an order in chunks': {
    ...post,
    headers: [json, chunked],
    body: inChunks,
  },
  'a body that is not compressed as it says': { ...post, headers: coded('gzip'), body: order },
  'a body that is compressed in an unknown way': { ...post, headers: coded('zip'), body: order },
  'a look-up that offers HTTP/2': { path: '/orders?limit=1', headers: offering('h2c') },
  'a look-up that offers a WebSocket': { path: '/orders?limit=1', headers: offering('websocket') },
  'a look-up that offers TLS': { path: '/orders?limit=1', headers: offering('TLS/1.2') },
  'a look-up that shakes hands for a WebSocket': {
    path: '/orders',
    headers: [
      ...[...offering('websocket'), 'Sec-WebSocket-Version: 13'],
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ],
  },
  'a look-up that offers HTTP/2 or WebSocket': {
    path: '/orders?limit=1',
    headers: ['Connection: keep-alive, Upgrade', 'upgrade: h2c, WebSocket'],
  },
  'a poll of Socket.IO that offers HTTP/2': {
    path: '/socket.io/?EIO=4&transport=polling',
    headers: offering('h2c'),
  },
  'a request for the feed that offers HTTP/2': { path: '/ws', headers: offering('h2c') },
  'an order that offers HTTP/2': {
    ...post,
    headers: [json, length, ...offering('h2c')],
    body: order,
  },
  'an order in chunks that offers HTTP/2': {
    ...post,
    headers: [json, chunked, ...offering('h2c')],
    body: inChunks,
  },
  'an order that offers a WebSocket': {
    ...post,
    headers: [json, length, ...offering('websocket')],
    body: order,
  },
  '2000 parameters, the last of them wrong': { path: `/orders?${manyParameters}` },
  '2100 headers, the last of them wrong': {
    ...post,
    headers: [json, length, ...manyHeaders, 'Idempotency-Key: two words'],
    body: order,
  },
  'the whole address of the list': { path: '/orders', isProxied: true },
  'the whole address of the platform': { path: '', isProxied: true },
} satisfies Record<string, RawRequest>;

export type RawRequestName = keyof typeof requests;

export const rawRequestNames = Object.keys(requests) as RawRequestName[];

/** Sends the request as it stands, on a connection of its own. @throws Error when no answer comes */
export async function sendRaw(world: TradingWorld, name: RawRequestName): Promise<Answer> {
  const { access } = world.api;
  const request: RawRequest = requests[name];
  const { method = 'GET', path: asked, body = '', isNone = false } = request;
  const path = asked || '/';
  world.evidence.request({ method, path, body });
  const sentAt = performance.now();
  const answered = await exchanged(access, bytesOf(access, name));
  const answer: Answer = {
    request: { method, path, headers: {} },
    url: access.urlOf(path),
    ...answered,
    isBare: isNone || answered.status === 431, // headers over the server's limit
    sentAt,
    answeredAt: performance.now(),
  };
  world.evidence.answer(answer);
  return answer;
}

/** The request as it goes over the wire, which is to be answered once and uncompressed. */
export function bytesOf(access: Access, name: RawRequestName): string {
  const request: RawRequest = requests[name];
  const { method = 'GET', path, firstLine, headers = [], body = '' } = request;
  const first = request.isProxied ? firstLinesOfProxied : firstLines;
  const [line = '', ...more] = first(access, method, path);
  const last = ['Accept-Encoding: identity', 'Connection: close'];
  return [firstLine ?? line, ...more, ...headers, ...last, '', body].join('\r\n');
}

async function exchanged(access: Access, bytes: string): Promise<RawAnswer> {
  let socket: Socket | undefined;
  const answer = access.connect().then((opened) => exchange((socket = opened), bytes));
  try {
    const outcome = await orTooLate(answer, deadlines.answer);
    if ('value' in outcome) return outcome.value;
    const { waited } = outcome;
    throw silence(`none after ${waitedWords(waited)}`, bytes, isTooLateToTell(waited));
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw silence(error instanceof Error ? error.message : String(error), bytes);
  } finally {
    socket?.destroy();
  }
}

/** Whether a request offers to change the protocol (RFC 9110, 7.8). */
const isOffer = (bytes: string) => /^Upgrade:/im.test(bytes);

function silence(seen: string, bytes: string, isUnjudged = false): FailureError {
  return new FailureError([
    {
      kind: isUnjudged ? 'unjudged' : 'silent',
      sentence: 'a request by hand is not answered',
      ...(isOffer(bytes) && { clause: 'REFUSE-7' }),
      ...{ expected: `an answer within ${deadlines.answer} ms`, seen },
      details: [bytes.slice(0, 300)],
    },
  ]);
}
