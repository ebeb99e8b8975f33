import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { brand, type HonestAnswer, type Kind } from '../kind';

type Answering = NonNullable<Kind['answer']>;

const MiB = 1024 * 1024;
let bomb: Buffer | undefined;

/** A megabyte that is a gigabyte when it is unpacked. */
const gzipBomb = () => (bomb ??= gzipSync(Buffer.alloc(1024 * MiB)));

/** A body as it stands, under the headers of what is honest. */
const withBody =
  (body: string | Buffer, headers: Record<string, string> = {}): Answering =>
  (honest, response) =>
    response.writeHead(honest.status, { ...honest.headers, ...headers }).end(body);

/** The bytes of an answer as they stand, after which the connection ends. */
const withBytes =
  (bytes: (honest: HonestAnswer) => string | Buffer): Answering =>
  (honest, response) =>
    void response.socket?.end(bytes(honest));

/** Goes on for as long as somebody listens. */
function endlessly(response: ServerResponse, part: string | Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(part));
    response.once('drain', more);
  };
  more();
}

/** A part at a time, for as long as somebody listens. */
function dripping(response: ServerResponse, write: () => void): void {
  const timer = setInterval(write, 50);
  response.once('close', () => clearInterval(timer));
}

const changed =
  (change: (body: Record<string, unknown>) => unknown): Answering =>
  ({ status, headers, body }, response) => {
    const isOne = typeof body === 'object' && body !== null && !Array.isArray(body);
    const each = (one: unknown) => change({ ...(one as object) });
    const sent = isOne ? each(body) : Array.isArray(body) ? body.map(each) : body;
    response.writeHead(status, headers).end(sent === undefined ? '' : JSON.stringify(sent));
  };

const json = (body: unknown) => JSON.stringify(body ?? null);

const answers: Record<string, Answering> = {
  'an endless body': ({ status, headers }, response) => {
    response.writeHead(status, headers);
    endlessly(response, Buffer.alloc(64 * 1024, '['));
  },
  'fifteen megabytes of objects': withBody(`[${'{},'.repeat(5 * MiB)}{}]`),
  'a gzip bomb': (_, response) =>
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' }).end(gzipBomb()), // prettier-ignore
  'gzip that is none': withBody(brand, { 'Content-Encoding': 'gzip' }),
  'gzip that is broken off': (honest, response) =>
    response.writeHead(honest.status, { ...honest.headers, 'Content-Encoding': 'gzip' }).end(gzipSync(json(honest.body)).subarray(0, 20)), // prettier-ignore
  'an encoding that nobody knows': withBody(brand, { 'Content-Encoding': brand }),
  'a body that drips': ({ status, headers }, response) => {
    response.writeHead(status, headers);
    dripping(response, () => response.write(' '));
  },
  'headers that drip': (_, response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n');
    dripping(response, () => response.socket?.write('X: y\r\n'));
  },
  'endless headers': withBytes(() => `HTTP/1.1 200 OK\r\n${`X-${brand}: y\r\n`.repeat(200_000)}`),
  'interim answers without an end': (_, response) =>
    dripping(response, () => response.socket?.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100))),
  'deep JSON': withBody('['.repeat(2 * MiB)),
  'deep JSON that ends': withBody(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`),
  'each key twice': ({ status, headers, body }, response) =>
    response.writeHead(status, headers).end(json(body).replaceAll(/("\w+":)("[^"]*"|\d+)/g, `$1$2,$1"${brand}"`)), // prettier-ignore
  'a prototype for every object': changed((body) => ({
    ...body,
    ...(JSON.parse(
      '{"__proto__":{"isSo":true},"constructor":{"prototype":{"isSo":true}}}',
    ) as object),
  })),
  'values that refuse to be texts': changed((body) =>
    Object.fromEntries(
      Object.keys(body).map((key) => [key, { toString: 1, valueOf: 1, toJSON: 1 }]),
    ),
  ),
  'numbers that are none': ({ status, headers, body }, response) =>
    response.writeHead(status, headers).end(json(body).replaceAll(/("quantity":)[\d.]+/g, '$1NaN')),
  'numbers without an end': ({ status, headers, body }, response) =>
    response
      .writeHead(status, headers)
      .end(json(body).replaceAll(/("quantity":)[\d.]+/g, '$1-1e999')),
  'null for every value': changed((body) =>
    Object.fromEntries(Object.keys(body).map((key) => [key, null])),
  ),
  'a list for every value': changed((body) =>
    Object.fromEntries(Object.keys(body).map((key) => [key, [[], {}]])),
  ),
  'null for a body': withBody('null'),
  'a number for a body': withBody('1e400'),
  'a list of nothing for a body': withBody('[null,null]'),
  'no body': withBody(''),
  'another media type': withBody(`<h1>${brand}</h1>`, { 'Content-Type': 'text/html' }),
  'a media type of a megabyte': withBytes(
    () => `HTTP/1.1 200 OK\r\nContent-Type: ${'x'.repeat(MiB)}\r\n\r\n{}`,
  ),
  'a charset that nobody knows': withBody(brand, { 'Content-Type': `application/json; charset=${brand}` }), // prettier-ignore
  'invalid UTF-8': withBody(Buffer.from([0x22, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x22])),
  'UTF-16': ({ status, headers, body }, response) =>
    response.writeHead(status, headers).end(Buffer.from(`\ufeff${json(body)}`, 'utf16le')),
  'less of a body than was said': withBytes(
    () => 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
  ),
  'chunks that are none': withBytes(
    () => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${brand}\r\n\r\n`,
  ),
  'a reason phrase with line breaks': withBytes(
    () => `HTTP/1.1 200 OK\n::error::${brand}\r\n\x1b[2J\x9b: x\r\n\r\n{}`,
  ),
  'a reason phrase with controls': withBytes(() =>
    Buffer.from(`HTTP/1.1 500 \x9b31m${brand}\xad\r\nConnection: close\r\n\r\n`, 'latin1'),
  ),
  'a status that is none': withBytes(() => 'HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n'),
  'what is no HTTP': withBytes(() => `\x1b[2J${brand}\r\n::error::${brand}\r\n\r\n`),
  'a hang': () => undefined,
  'a connection that breaks': (_, response) => void response.socket?.resetAndDestroy(),
  'another host': (_, response, elsewhere) =>
    response.writeHead(307, { Location: `${elsewhere}/${brand}` }).end(),
  itself: (_, response) => response.writeHead(308, { Location: '/orders' }).end(),
  nowhere: (_, response) => response.writeHead(302).end(),
  'a file and a script': (_, response) =>
    response.writeHead(302, { Location: `javascript:${brand}()` }).end(),
  'links without an end': ({ status, headers, body }, response) =>
    response.writeHead(status, { ...headers, Link: `</orders?cursor=${brand}${Math.random()}>; rel="next"` }).end(json(body)), // prettier-ignore
  'a thousand cookies': ({ status, headers, body }, response) =>
    response.writeHead(status, { ...headers, 'Set-Cookie': Array.from({ length: 400 }, (_, index) => `${brand}${index}=${'x'.repeat(20)}`) }).end(json(body)), // prettier-ignore
  'an error with a page': (_, response) =>
    response.writeHead(502, { 'Content-Type': 'application/problem+json' }).end(`<html>]]>${brand}]]></html>`), // prettier-ignore
};

export const answerKinds: readonly Kind[] = [
  ...Object.entries(answers).map(([name, answer]) => ({ name: `answers: ${name}`, answer })),
  ...[
    'another host',
    'itself',
    'a gzip bomb',
    'an endless body',
    'headers that drip',
    'what is no HTTP',
  ].map((name) => ({ name: `health: ${name}`, answer: answers[name], isIll: true })),
];
