import fc, { type Arbitrary } from 'fast-check';

/** A request over REST or of a page, whole, as it goes over the wire. */
interface RestCase {
  kind: 'request';
  method: string;
  path: string;
  headers: (readonly [name: string, value: string])[];
  body: string;
}

/** Bytes that need not be a request, or not a whole one. */
interface BytesCase {
  kind: 'bytes';
  bytes: string;
}

/** Text, or bytes. */
export type Frame = string | number[];

/** A connection over Socket.IO, by what is sent on it. */
interface SocketIoCase {
  kind: 'Socket.IO';
  query: string;
  frames: Frame[];
}

/** A connection over plain WebSocket. */
interface FeedCase {
  kind: '/ws';
  query: string;
  frames: Frame[];
}

/** What is done to the platform. */
export type Case = RestCase | BytesCase | SocketIoCase | FeedCase;

/** Stands for the order that was placed last, once there is one. */
export const someOrder = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

const oneOf = (...values: string[]) => fc.constantFrom(...values);
/** Anything that may stand in a header. */
const visible = fc.stringMatching(/^[ -~]{0,40}$/);
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const token = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);

const orderValue = fc.oneof(
  { weight: 3, arbitrary: oneOf('EURUSD', 'BUY', 'SELL', '1') },
  fc.double(),
  fc.integer(),
  anyText,
  fc.jsonValue({ maxDepth: 3 }),
);
const nearlyAnOrder = fc.record(
  { symbol: orderValue, side: orderValue, quantity: orderValue, more: orderValue },
  { requiredKeys: [] },
);
const anOrder = fc.record({
  symbol: oneOf('EURUSD', 'A', 'BRK.B', 'X/Y-9'),
  side: oneOf('BUY', 'SELL'),
  quantity: fc.double({ min: 1e-7, max: 1e9, noNaN: true }),
});
const inJson = fc.oneof(anOrder, nearlyAnOrder, fc.jsonValue({ maxDepth: 6 })).map((value) => {
  return JSON.stringify(value) ?? '';
});
const body = fc.oneof(
  { weight: 4, arbitrary: inJson },
  fc.tuple(inJson, fc.nat(40)).map(([text, cut]) => text.slice(0, cut)),
  fc.tuple(inJson, fc.nat(40), anyText).map(([text, at, more]) => text.slice(0, at) + more),
  anyText,
  fc.constant('[').map((bracket) => bracket.repeat(8_000)),
  fc.constant('{"symbol":"A","symbol":"B","side":"BUY","quantity":1}'),
  fc.constant('x').map((letter) => letter.repeat(17 * 1024)),
);

const encoded = anyText.map((text) => encodeURIComponent(text));
const parameter = fc
  .tuple(
    fc.oneof(oneOf('limit', 'cursor', 'orderStatus', 'symbol', 'orderId', 'since', 'epoch'), token),
    fc.oneof(
      oneOf('1', '0', 'PENDING', 'EURUSD', someOrder, ''),
      encoded,
      fc.integer().map(String),
    ),
  )
  .map(([name, value]) => `${name}=${value}`);
const query = fc
  .array(parameter, { maxLength: 4 })
  .map((all) => (all.length > 0 ? `?${all.join('&')}` : ''));
const place = fc.oneof(
  { weight: 3, arbitrary: fc.constant('/orders') },
  { weight: 2, arbitrary: fc.constant(`/orders/${someOrder}`) },
  encoded.map((id) => `/orders/${id}`),
  oneOf('/', '/health', '/openapi.json', '/asyncapi.json', '/ws', '/api-docs/', '/test-results'),
  oneOf('/pages/live.mjs', '/test-results/', '/test-results/..%2f..', '/%', '/%00', '//', '*'),
  oneOf('/socket.io/', '/socket.io/?EIO=4&transport=polling', '/socket.io/socket.io.js'),
  oneOf('http://elsewhere/orders', '/orders/', '/Orders', '/orders//', '/__proto__'),
  fc.webPath(),
);
const method = fc.oneof(
  { weight: 4, arbitrary: oneOf('GET', 'POST') },
  oneOf('DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PURGE', 'M-SEARCH', 'QUERY'),
);
const header = fc.oneof(
  fc.tuple(fc.constant('Idempotency-Key'), visible),
  fc.tuple(fc.constant('X-Execution-Delay-Ms'), fc.oneof(fc.nat(300).map(String), visible)),
  fc.tuple(fc.constant('Content-Encoding'), oneOf('gzip', 'br', 'deflate', 'zip', 'identity')),
  fc.tuple(fc.constant('Origin'), fc.oneof(oneOf('null', 'https://desk.example'), visible)),
  fc.tuple(oneOf('Accept', 'Accept-Encoding', 'Range', 'If-None-Match', 'Host'), visible),
  fc.tuple(oneOf('Upgrade', 'X-Forwarded-For', 'Cookie', '__proto__'), visible),
  fc.tuple(
    token.filter((name) => !/^(connection|content-length|transfer-encoding|expect)$/i.test(name)),
    visible,
  ),
);
const contentType = oneOf(
  ...['application/json', 'application/json; charset=utf-8', 'application/json; charset=utf-7'],
  ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''],
);

const request: Arbitrary<Case> = fc
  .record({ method, place, query, headers: fc.array(header, { maxLength: 4 }), contentType, body })
  .map(({ method, place, query, headers, contentType, body }) => ({
    ...{ kind: 'request', method, path: place.replace(/[^!-~]/g, '') + query },
    headers: [...headers, ['Content-Type', contentType] as const],
    body: ['POST', 'PUT', 'PATCH'].includes(method) ? body : '',
  }));

/** An order, most of which are accepted until the platform is full. */
const placing: Arbitrary<Case> = fc
  .record({ order: anOrder, headers: fc.array(header, { maxLength: 1 }) })
  .map(({ order, headers }) => ({
    ...{ kind: 'request', method: 'POST', path: '/orders' },
    headers: [...headers, ['Content-Type', 'application/json'] as const],
    body: JSON.stringify(order),
  }));

const bytes: Arbitrary<Case> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .tuple(method, place, anyText, anyText)
      .map(([verb, at, name, rest]) => `${verb} ${at} HTTP/1.1\r\nHost: a\r\n${name}: ${rest}`),
    fc
      .tuple(oneOf('chunked', 'chunked, gzip', 'x'), anyText)
      .map(
        ([coding, rest]) =>
          `POST /orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ${coding}\r\n\r\n${rest}`,
      ),
    fc
      .tuple(fc.integer().map(String), body)
      .map(
        ([length, text]) =>
          `POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\nExpect: 100-continue\r\n\r\n${text}`,
      ),
  )
  .map((all) => ({ kind: 'bytes', bytes: all }));

const asked = fc.oneof(
  fc.record({ orderId: oneOf(someOrder, 'x', '') }),
  fc.record({ since: fc.record({ epoch: anyText, sequence: fc.oneof(fc.nat(), fc.double()) }) }),
  fc.jsonValue({ maxDepth: 3 }),
);
const frames = (known: Arbitrary<string>) =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: known },
      anyText,
      fc.array(fc.nat(255), { maxLength: 60 }),
      fc.constant('x').map((letter) => letter.repeat(66 * 1024)),
    ),
    { maxLength: 4 },
  );
const packet = fc.oneof(
  fc
    .tuple(oneOf('subscribe', 'unsubscribe', 'x', 'connect', 'disconnect'), asked, fc.nat(99))
    .map(([name, payload, id]) => `42${id}${JSON.stringify([name, payload])}`),
  oneOf('40', '41', '42', '43', '44', '45', '46', '2probe', '3', '5', '6', '40/other,', '42["x"'),
  asked.map((auth) => `40${JSON.stringify(auth)}`),
  fc.tuple(anyText, anyText).map(([pid, offset]) => `40${JSON.stringify({ pid, offset })}`),
  fc.nat(9).map((count) => `45${count}-["subscribe",{"_placeholder":true,"num":0}]`),
);
const engineQuery = fc.oneof(
  { weight: 5, arbitrary: fc.constant('?EIO=4&transport=websocket') },
  oneOf('?EIO=3&transport=websocket', '?EIO=4&transport=websocket&sid=x', '?transport=websocket'),
  query,
);
const socketIo: Arbitrary<Case> = fc
  .record({ query: engineQuery, frames: frames(packet), isConnecting: fc.boolean() })
  .map(({ query, frames, isConnecting }) => ({
    ...{ kind: 'Socket.IO', query, frames: isConnecting ? ['40', ...frames] : frames },
  }));

const feed: Arbitrary<Case> = fc
  .record({ query: fc.oneof(fc.constant(''), query), frames: frames(inJson) })
  .map((all) => ({ kind: '/ws', ...all }));

/** Anything that anybody might do. */
export const anyCase: Arbitrary<Case> = fc.oneof(
  { weight: 5, arbitrary: request },
  { weight: 1, arbitrary: placing },
  { weight: 1, arbitrary: bytes },
  { weight: 2, arbitrary: socketIo },
  { weight: 1, arbitrary: feed },
);
