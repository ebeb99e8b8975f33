import { FailureError } from '../contract/failure';
import { connect } from 'node:net';
import { deadlines } from '../run/settings/deadlines';
import { isTooLateToTell, patiently, waitedWords } from '../evidence/patience';
import { asJson } from '../platform/orders-api';
import { type Answer } from '../contract/messages';
import type { TradingWorld } from '../world';

const order = '{"symbol":"EURUSD","side":"BUY","quantity":1}';
const post = ['POST /orders HTTP/1.1', 'Host: platform', 'Content-Type: application/json'];
const coded = (coding: string) => [
  ...post,
  `Content-Length: ${order.length}`,
  `Content-Encoding: ${coding}`,
];

/** Servers keep some two thousand headers, and a thousand parameters, and forget the rest. */
const manyHeaders = Array.from({ length: 2100 }, () => 'a:');
const manyParameters = `${'&'.repeat(2000)}limit=0`;

interface RawRequest {
  /** The path of the contract that it is for, or one that does not exist. */
  path: string;
  /** The lines of its head. */
  head: readonly string[];
  body?: string;
  /** Whether no server need take it for a request. */
  isNone?: boolean;
}

const offering = (protocol: string) => ['Connection: Upgrade', `Upgrade: ${protocol}`];
const lookUp = ['GET /orders?limit=1 HTTP/1.1', 'Host: platform'];

/** Requests that no library for HTTP sends, by the words of the features. */
const requests = {
  'a line that is no request': {
    path: '/no-request',
    head: ['Good morning'],
    isNone: true,
  },
  'headers of 32 KiB': {
    path: '/no-request',
    head: [...post, `X-Long: ${'x'.repeat(32 * 1024)}`],
    isNone: true,
  },
  'a body without a byte, in chunks': {
    path: '/orders',
    head: [...post, 'Transfer-Encoding: chunked'],
    body: '0\r\n\r\n',
  },
  'an order in chunks': {
    path: '/orders',
    head: [...post, 'Transfer-Encoding: chunked'],
    body: `${order.length.toString(16)}\r\n${order}\r\n0\r\n\r\n`,
  },
  'a body that is not compressed as it says': { path: '/orders', head: coded('gzip'), body: order },
  'a body that is compressed in an unknown way': {
    path: '/orders',
    head: coded('zip'),
    body: order,
  },
  'a look-up that offers HTTP/2': {
    path: '/orders?limit=1',
    head: [...lookUp, ...offering('h2c')],
  },
  'a look-up that offers a WebSocket': {
    path: '/orders?limit=1',
    head: [...lookUp, ...offering('websocket')],
  },
  'an order that offers HTTP/2': {
    path: '/orders',
    head: [...post, `Content-Length: ${order.length}`, ...offering('h2c')],
    body: order,
  },
  '2000 parameters, the last of them wrong': {
    path: `/orders?${manyParameters}`,
    head: [`GET /orders?${manyParameters} HTTP/1.1`, 'Host: platform'],
  },
  '2100 headers, the last of them wrong': {
    path: '/orders',
    head: [
      ...post,
      `Content-Length: ${order.length}`,
      ...manyHeaders,
      'Idempotency-Key: two words',
    ],
    body: order,
  },
  'the whole address of a page': {
    path: '/health',
    head: ['GET http://platform.example/health HTTP/1.1', 'Host: platform.example'],
  },
  'the whole address of the platform': {
    path: '/',
    head: ['GET http://platform.example HTTP/1.1', 'Host: platform.example'],
  },
} satisfies Record<string, RawRequest>;

export type RawRequestName = keyof typeof requests;

export const rawRequestNames = Object.keys(requests) as RawRequestName[];

/** Sends the request as it stands, on a connection of its own. @throws Error when no answer comes */
export async function sendRaw(world: TradingWorld, name: RawRequestName): Promise<Answer> {
  const { path, head, body = '', isNone = false }: RawRequest = requests[name];
  const [method = ''] = head[0]?.split(' ') ?? [];
  world.evidence.request({ method, path, body });
  const sentAt = performance.now();
  const received = await exchanged(
    new URL(world.api.baseUrl),
    [...head, 'Connection: close', '', body].join('\r\n'),
  );
  const answered = parsed(received);
  const answer: Answer = {
    request: { method, path, headers: {} },
    url: new URL(path, world.api.baseUrl).href,
    ...answered,
    isBare: isNone || answered.status === 431, // headers over the server's limit
    sentAt,
    answeredAt: performance.now(),
  };
  world.evidence.answer(answer);
  return answer;
}

function parsed(received: string): Pick<Answer, 'status' | 'headers' | 'text' | 'body'> {
  const end = received.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = received.slice(0, end).split('\r\n');
  const fields = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line) ?? ['', line, '']);
  const text = received.slice(end + 4);
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(
      fields.map(([, name = '', value = '']) => [name.toLowerCase(), value]),
    ),
    text,
    body: asJson(text),
  };
}

/** Everything that comes back until the platform closes the connection. */
async function exchanged({ hostname, port }: URL, text: string): Promise<string> {
  const chunks: Buffer[] = [];
  const socket = connect({ host: hostname, port: Number(port || 80) }, () => socket.write(text));
  socket.on('data', (chunk) => chunks.push(chunk));
  // A connection that is reset in the end may have brought the whole answer before.
  socket.on('error', () => undefined);
  const waited = await patiently((closed) => {
    socket.once('close', closed);
    return () => socket.destroy();
  }, deadlines.answer);
  if (chunks.length > 0) return Buffer.concat(chunks).toString();
  throw new FailureError([
    {
      kind: !waited.happened && isTooLateToTell(waited) ? 'unjudged' : 'silent',
      sentence: 'a request by hand is not answered',
      expected: `an answer within ${deadlines.answer} ms`,
      seen: waited.happened
        ? 'the connection ended without one'
        : `none after ${waitedWords(waited)}`,
      details: [text.slice(0, 300)],
    },
  ]);
}
