import type { Access } from '../access';

/**
 * The first lines of a request by hand: what is asked for, of whom, and who asks (RFC 9112, 3.2).
 * @param path of the contract, with its query; the platform's address may have a path before it
 */
export function firstLines(access: Access, method: string, path: string): string[] {
  return [`${method} ${access.prefix}${path} HTTP/1.1`, ...linesOfAll(access)];
}

/** The same with the whole address, as a client of a proxy sends it (RFC 9112, 3.2.2). */
export function firstLinesOfProxied(access: Access, method: string, path: string): string[] {
  const { url, prefix } = access;
  return [`${method} ${url.origin}${prefix}${path} HTTP/1.1`, ...linesOfAll(access)];
}

function linesOfAll({ url, headers }: Access): string[] {
  const always = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`Host: ${url.host}`, ...always];
}
