import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Forward, Headers, RestRequest, RestResponse, Wire } from '../fault';

/** These belong to one connection and not to what goes over it (RFC 9110, 7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding'];

/** Connections are given up long before any platform does: nobody closes one as it is used again. */
const agent = new http.Agent({ keepAlive: true, timeout: 2_000 });

/** The whole request, once its end has come. */
export async function readRequest(req: IncomingMessage): Promise<RestRequest> {
  const { method = 'GET', url = '/' } = req;
  return { method, path: url, headers: endToEnd(req.headers), body: await wholeBody(req) };
}

export function writeResponse(
  res: ServerResponse,
  { status, headers, body }: RestResponse,
  method: string,
  wire: Wire = {},
): void {
  const { framing, isLast = false, hasInterim = false, headerName = (name) => name } = wire;
  const isBodiless = method === 'HEAD' || status === 204 || status === 304;
  const ends = isLast || (framing === 'until the end' && !isBodiless);
  const written = {
    ...endToEnd(headers),
    ...(isBodiless || framing ? {} : { 'content-length': String(body.length) }),
    ...(ends && { connection: 'close' }),
  };
  if (hasInterim) {
    res.writeProcessing();
    res.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
  }
  res.sendDate = false; // the platform's own is passed on, or is left out
  if (framing === 'until the end') {
    // else Node frames it by itself
    res.removeHeader('transfer-encoding');
    res.removeHeader('content-length');
  }
  for (const [name, value] of Object.entries(written)) res.setHeader(headerName(name), value);
  if (wire.reason === undefined) res.writeHead(status);
  else res.writeHead(status, wire.reason);
  if (!isBodiless) for (const piece of framing ? piecesOf(body) : [body]) res.write(piece);
  res.end();
}

/** The bytes in pieces, which do not end where characters do. */
export function piecesOf(bytes: Buffer): Buffer[] {
  const size = Math.ceil(bytes.length / 3);
  return [0, 1, 2].map((index) => bytes.subarray(index * size, (index + 1) * size));
}

/** A way to hand requests to a platform, until a signal says that nobody waits any more. */
export function forwardTo(baseUrl: string, signal?: AbortSignal): Forward {
  const { hostname, port } = new URL(baseUrl);
  return ({ method, path, headers, body }) =>
    new Promise((resolve, reject) => {
      const length = hasBody(headers) || body.length > 0;
      const request = http.request({
        ...{ agent, hostname, port, method, path },
        ...(signal && { signal }),
        headers: { ...endToEnd(headers), ...(length && { 'content-length': String(body.length) }) },
      });
      request.once('error', reject).once('response', (response) => {
        readResponse(response).then(resolve, reject);
      });
      request.end(body);
    });
}

/** The whole response, once its end has come. */
export async function readResponse(response: IncomingMessage): Promise<RestResponse> {
  const { statusCode: status = 0, headers } = response;
  return { status, headers: endToEnd(headers), body: await wholeBody(response) };
}

/** Hands on what is no request as it came, and what the platform has to say to it. */
export function passRaw(bytes: Buffer | undefined, client: Duplex, baseUrl: string): void {
  if (!bytes || !client.writable) return void client.destroy();
  const { hostname, port } = new URL(baseUrl);
  const platform = connect({ host: hostname, port: Number(port) });
  platform.on('error', () => client.destroy());
  client.on('error', () => platform.destroy());
  platform.write(bytes);
  platform.pipe(client);
}

function hasBody(headers: Headers): boolean {
  return headers['content-length'] !== undefined;
}

function endToEnd(headers: Headers): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || hopByHop.includes(name) ? [] : [[name, value]],
    ),
  );
}

async function wholeBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The parameters of a path with query. */
export function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split('?')[1]);
}
