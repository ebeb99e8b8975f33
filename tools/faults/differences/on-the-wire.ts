import { gzipSync } from 'node:zlib';
import type { RestResponse, Tampering, Wire } from '../fault';
import { answers, headerOf, withHeader } from '../tools';
import type { Difference } from './difference';
import { otherJson } from './other-json';

const wire =
  (wire: Wire): Difference['tamper'] =>
  () => ({ wire });

/** How bytes are put on the wire, which HTTP, WebSocket and JSON leave to a platform. */
export const onTheWire: readonly Difference[] = [
  {
    name: 'with chunked answers',
    by: 'RFC 9112, 7.1',
    tamper: wire({ framing: 'chunked' }),
  },
  {
    name: 'whose answers end with the connection',
    by: 'RFC 9112, 6.3',
    tamper: wire({ framing: 'until the end' }),
  },
  {
    name: 'that closes the connection after each answer',
    by: 'RFC 9112, 9.6',
    tamper: wire({ isLast: true }),
  },
  {
    name: 'with headers in capitals',
    by: 'RFC 9110, 5.1',
    tamper: wire({ headerName: (name) => name.toUpperCase() }),
  },
  {
    name: 'with headers in mixed case',
    by: 'RFC 9110, 5.1',
    tamper: wire({ headerName: inMixedCase }),
  },
  {
    name: 'that sends interim answers',
    by: 'RFC 9110, 15.2',
    tamper: wire({ hasInterim: true }),
  },
  {
    name: 'without words beside its status codes',
    by: 'RFC 9112, 4',
    tamper: wire({ reason: '' }),
  },
  {
    name: 'with compressed answers',
    by: 'RFC 9110, 8.4 and 12.5.3',
    tamper: compressed,
  },
  {
    name: 'that writes JSON in other ways',
    by: 'RFC 8259: white space, order of members, escapes, forms of numbers',
    tamper: () => ({
      ...answers(isJson, (response) => ({ ...response, body: written(response.body) })),
      wire: { json: otherJson },
    }),
  },
  {
    name: 'that sends messages over plain WebSocket in pieces',
    by: 'RFC 6455, 5.4',
    tamper: wire({ isInPieces: true }),
  },
];

function inMixedCase(name: string): string {
  return [...name].map((each, at) => (at % 2 === 0 ? each : each.toUpperCase())).join('');
}

/** What whoever asks can read is compressed, and nothing else. */
function compressed(): Tampering {
  return answers(
    ({ headers, method }, { body }) =>
      /\bgzip\b/.test(String(headers['accept-encoding'])) && method !== 'HEAD' && body.length > 0,
    (response) => ({
      ...withHeader(response, 'content-encoding', 'gzip'),
      body: gzipSync(response.body),
    }),
  );
}

function isJson(_request: unknown, response: RestResponse): boolean {
  const isCoded = headerOf(response, 'content-encoding') !== undefined;
  return /json/.test(headerOf(response, 'content-type') ?? '') && !isCoded;
}

function written(body: Buffer): Buffer {
  return body.length === 0 ? body : Buffer.from(otherJson(JSON.parse(body.toString())));
}
