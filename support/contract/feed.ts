import type { Since } from './types';

/** Where plain WebSocket is, below the platform's address. */
export const feedPath = '/ws';

/** Whether a path, with its query, is that of plain WebSocket. */
export function isFeed(path: string): boolean {
  return path.split('?')[0] === feedPath;
}

/**
 * The path that asks for a subscription as Socket.IO's `subscribe` does.
 * @param asked its payload; whatever else it holds becomes a parameter of its own
 */
export function feedPathFor({
  since,
  ...others
}: { since?: Since | undefined } & Record<string, unknown>): string {
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given as [string, string][]);
  if (since !== undefined) {
    query.set('since', String(since.sequence));
    query.set('epoch', since.epoch);
  }
  return query.size > 0 ? `${feedPath}?${query.toString()}` : feedPath;
}

/** The address of that, for a client of WebSocket. */
export function feedAddress(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/^http/, 'ws')}${path}`;
}
