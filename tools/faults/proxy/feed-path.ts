import type { Since } from '../../../support/contract/types';
import type { Ask } from '../fault';
import { queryOf } from './rest';

/** Where plain WebSocket is, below the platform's address. */
const feed = '/ws';

/** Whether a path, with its query, is that of plain WebSocket. */
export function isFeed(path: string): boolean {
  return path.split('?')[0] === feed;
}

/** What the query of a handshake asks for, in the terms of Socket.IO. */
export function askIn(path: string): Ask {
  const { since, epoch, ...others } = Object.fromEntries(queryOf(path));
  const from =
    since === undefined || epoch === undefined
      ? { ...(since && { since }), ...(epoch && { epoch }) }
      : { since: { epoch, sequence: Number(since) } };
  const payload = { ...others, ...from };
  return { name: 'subscribe', payload: Object.keys(payload).length > 0 ? [payload] : [] };
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
