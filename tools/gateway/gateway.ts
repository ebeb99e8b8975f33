import fs from 'node:fs';
import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import path from 'node:path';
import { projectRoot } from '../../support/contract/documents';
import type { Access } from '../../support/platform/access';
import { slowly } from './slowly';

/** What stands between a platform and its clients, as gateways of companies do. */
export interface GatewayOptions {
  /** How the platform is reached from here. */
  target: Access;
  /** Whether clients speak TLS to it, by a certificate of a private authority. */
  tls?: boolean;
  /** Whether clients have to show a certificate of that authority too. */
  clientCertificate?: boolean;
  /** The path below which the platform is found; empty for none. */
  prefix?: string;
  /** What a request has to say in `X-API-Key`; undefined for nothing. */
  key?: string | undefined;
  /** Milliseconds that everything takes on its way, in either direction. */
  latency?: number;
  port?: number;
}

export interface Gateway {
  /** Where clients find the platform. */
  url: string;
  close(): Promise<void>;
}

/** Certificates for localhost, by an authority that nobody else trusts; the keys are no secrets. */
export function certificate(name: 'ca.pem' | `${'server' | 'client'}.${'pem' | 'key'}`): string {
  return path.join(projectRoot(), 'tools', 'gateway', 'certificates', name);
}

/** Starts a gateway on this machine. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { tls = false, clientCertificate = false, prefix = '', latency = 0, port = 0 } = options;
  const read = (name: Parameters<typeof certificate>[0]) => fs.readFileSync(certificate(name));
  const server = tls
    ? https.createServer({
        ...{ cert: read('server.pem'), key: read('server.key'), ca: read('ca.pem') },
        ...{ requestCert: clientCertificate, rejectUnauthorized: clientCertificate },
      })
    : http.createServer();
  server.maxHeadersCount = 0; // how many there may be is the platform's to say
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => hand(request, response, options));
  server.on('upgrade', (request, socket: Socket, head) => join(request, socket, head, options));
  await listening(server, latency === 0 ? port : 0);
  const front = latency === 0 ? undefined : await slowly(portOf(server), latency, port);
  const where = `localhost:${front?.port ?? portOf(server)}${prefix}`;
  return {
    url: `${tls ? 'https' : 'http'}://${where}`,
    close: async () => {
      await front?.close();
      for (const each of sockets) each.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Why a request is not let through; undefined where it is. */
function refusal(request: IncomingMessage, { prefix = '', key }: GatewayOptions) {
  const url = pathOf(request);
  if (key !== undefined && request.headers['x-api-key'] !== key) return 401;
  const isBelow = url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`);
  return prefix !== '' && !isBelow ? 404 : undefined;
}

/** The request as the platform gets it: without what is the gateway's own, and with what it asks for. */
function forwarded(request: IncomingMessage, { target, prefix = '', key }: GatewayOptions) {
  const headers = Object.entries(target.headers).flat();
  const isReplaced = (name: string) =>
    (key !== undefined && /^x-api-key$/i.test(name)) ||
    Object.keys(target.headers).some((each) => each.toLowerCase() === name.toLowerCase());
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2);
    if (isReplaced(name)) continue;
    headers.push(name, /^host$/i.test(name) ? target.url.host : value);
  }
  const path = target.prefix + inner(pathOf(request), prefix);
  return { method: request.method, path, headers };
}

/** The path that a request asks for, which may stand in a whole address (RFC 9112, section 3.2.2). */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}

function inner(path: string, prefix: string): string {
  const rest = path.slice(prefix.length);
  return rest === '' || rest.startsWith('?') ? `/${rest}` : rest;
}

function hand(
  request: IncomingMessage,
  response: http.ServerResponse,
  options: GatewayOptions,
): void {
  const refused = refusal(request, options);
  if (refused !== undefined) {
    request.resume();
    response.writeHead(refused, { 'Content-Type': 'text/plain' }).end(refusalText(refused));
    return;
  }
  const { target } = options;
  const { request: open } = target.isEncrypted ? https : http;
  const outgoing = open({
    ...{ hostname: target.host, port: target.port, agent: target.agent },
    ...forwarded(request, options),
  });
  outgoing.on('response', (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, outward(incoming.headers, options));
    incoming.pipe(response);
    incoming.on('error', () => response.destroy());
  });
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end('The platform does not answer.');
  });
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function refusalText(status: number): string {
  return status === 401 ? 'Say who you are in X-API-Key.' : 'There is nothing here.';
}

/** Addresses that count from the root lead below the path again. */
function outward(headers: OutgoingHttpHeaders, { prefix = '' }: GatewayOptions) {
  const { location, link } = headers;
  const ofEachConnection = ['connection', 'keep-alive'];
  const others = Object.entries(headers).filter(([name]) => !ofEachConnection.includes(name));
  return {
    ...Object.fromEntries(others),
    ...(typeof location === 'string' && { location: location.replace(/^\/(?!\/)/, `${prefix}/`) }),
    ...(typeof link === 'string' && { link: link.replace(/<\/(?!\/)/g, `<${prefix}/`) }),
  };
}

/** Hands on a connection that changes its protocol, byte by byte. */
function join(
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
  options: GatewayOptions,
): void {
  const refused = refusal(request, options);
  if (refused !== undefined) {
    const reason = http.STATUS_CODES[refused];
    client.end(`HTTP/1.1 ${refused} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  const { method, path, headers } = forwarded(request, options);
  client.on('error', () => client.destroy());
  options.target.connect().then(
    (platform) => {
      const lines = [`${method} ${path} HTTP/1.1`];
      for (let index = 0; index < headers.length; index += 2)
        lines.push(`${headers[index]}: ${headers[index + 1]}`);
      platform.write(`${lines.join('\r\n')}\r\n\r\n`);
      platform.write(head);
      client.pipe(platform).pipe(client);
      client.on('error', () => platform.destroy()).on('close', () => platform.destroy());
      platform.on('error', () => client.destroy()).on('close', () => client.destroy());
      if (client.destroyed) platform.destroy();
    },
    () => client.destroy(),
  );
}

function listening(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, () => resolve());
  });
}

function portOf(server: net.Server): number {
  return (server.address() as AddressInfo).port;
}
