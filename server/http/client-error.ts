import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SECURITY_HEADERS } from './security-headers';

const STATUS_BY_CODE: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is not even an HTTP request, like everything else, with a problem document. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy(); // such as one that the client has reset
  const status = STATUS_BY_CODE[error.code!] ?? 400;
  const errors =
    status === 400 ? [{ path: '/headers', message: 'is not a valid HTTP request' }] : undefined;
  socket.end(bareProblem(status, {}, { errors }));
}

/** A problem document as it goes over the wire, where nobody else makes an answer of it. */
export function bareProblem(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  members: object = {},
): string {
  const title = STATUS_CODES[status]!;
  const body = JSON.stringify({ type: 'about:blank', title, status, ...members });
  return [
    `HTTP/1.1 ${status} ${title}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries({ ...SECURITY_HEADERS, ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    '',
    body,
  ].join('\r\n');
}
