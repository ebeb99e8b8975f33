import type { Since } from '../../../support/contract/types';
import type { Ask } from '../fault';
import { queryOf } from './rest';

/** Where plain WebSocket is, below the platform's address. */
const feed = '/ws';

/** Whether a path, with its query, is that of plain WebSocket. */
export function isFeed(path: string): boolean {
  return path.split('?')[0] === feed;
}

/** What the query of a handshake asks for, in the terms of Socket.IO; nonsense is left in words. */
export function askIn(path: string): Ask {
  const query = [...queryOf(path)];
  const { since, epoch, ...others } = Object.fromEntries(query);
  const isPlace =
    /^\d+$/.test(since ?? '') &&
    epoch !== undefined &&
    Object.keys(others).length + 2 === query.length;
  const payload = isPlace
    ? { ...others, since: { epoch, sequence: Number(since) } }
    : Object.fromEntries(query);
  return { name: 'subscribe', payload: query.length > 0 ? [payload] : [] };
}

/** The path of a handshake that asks for this. */
export function pathFor({ payload: [asked] }: Ask): string {
  const { since, ...others } = (asked ?? {}) as Record<string, string> & { since?: Since };
  const query = new URLSearchParams(others);
  if (since !== undefined) {
    query.set('since', String(since.sequence));
    query.set('epoch', since.epoch);
  }
  return query.size > 0 ? `${feed}?${query.toString()}` : feed;
}
