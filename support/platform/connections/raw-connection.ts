import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';

/**
 * Opens a connection to a platform for bytes that are written by hand; over TLS where its address
 * begins with `https:`. It may be written to at once.
 * @param tls how a certificate is checked, where it is not by Node's own authorities
 */
export function rawConnection(baseUrl: string, tls: ConnectionOptions = {}): Socket {
  const { protocol, hostname, port } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:') return connect({ host, port: Number(port || 80) });
  // The name of a server is never an address (RFC 6066, section 3).
  const name = isIP(host) ? {} : { servername: host };
  return connectTls({ ...tls, ...name, host, port: Number(port || 443) });
}

/**
 * The first lines of a request by hand: what is asked for, and of whom (RFC 9112, 3.2).
 * @param path of the contract, with its query; the platform's address may have a path before it
 */
export function firstLines(baseUrl: string, method: string, path: string): string[] {
  const { host, pathname } = new URL(baseUrl);
  return [`${method} ${withoutSlash(pathname)}${path} HTTP/1.1`, `Host: ${host}`];
}

/** The same with the whole address, as a client of a proxy sends it (RFC 9112, 3.2.2). */
export function firstLinesOfProxied(baseUrl: string, method: string, path: string): string[] {
  const { origin, host, pathname } = new URL(baseUrl);
  return [`${method} ${origin}${withoutSlash(pathname)}${path} HTTP/1.1`, `Host: ${host}`];
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
