import { feedPathFor } from '../../../support/contract/feed';
import type { Ask } from '../fault';
import { queryOf } from './rest';

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
  return feedPathFor((asked ?? {}) as Parameters<typeof feedPathFor>[0]);
}
