import { eventSchema, describeViolation } from './async-api-checks';
import type { FeedQuery, InputFault, Subscription } from './types';

/** The path of the feed over plain WebSocket. */
export const FEED_PATH = '/ws';

export type ReadFeedQuery = (url: string) => Subscription | { faults: InputFault[] };

/**
 * Makes the reading of the query with which a client connects to the feed, by the AsyncAPI
 * document. It gives back the subscription, or all faults, one entry a place.
 */
export function createFeedQueryReader(): ReadFeedQuery {
  const matches = eventSchema<FeedQuery>('FeedQuery');

  return (url) => {
    const given = new URLSearchParams(/\?(.*)$/s.exec(url)?.[1] ?? '');
    const faults = new Map<string, string>();
    const query: Record<string, unknown> = {};
    for (const name of new Set(given.keys())) {
      const [value = '', ...more] = given.getAll(name);
      query[name] = name === 'since' && /^\d+$/.test(value) ? Number(value) : value;
      if (more.length > 0) faults.set(name, 'is given more than once');
      else if (name === 'since' && !Number.isSafeInteger(query[name])) {
        faults.set(name, 'is not a whole number in digits');
      }
    }
    if (!matches(query)) {
      for (const error of matches.errors!) {
        const { field, message } = describeViolation(error);
        if (!faults.has(field)) faults.set(field, QUERY_WORDS[error.keyword] ?? message);
      }
    }
    if (faults.size > 0) {
      return { faults: [...faults].map(([name, message]) => ({ path: pathOf(name), message })) };
    }
    const { orderId, since, epoch } = query as FeedQuery;
    if (since === undefined || epoch === undefined) return { orderId };
    return { orderId, since: { epoch, sequence: since } };
  };
}

const QUERY_WORDS: Record<string, string> = {
  additionalProperties: 'is not a known parameter',
  dependencies: 'is required: since and epoch come together',
};

/** A place stays on one line, whatever a client calls its parameters. */
function pathOf(name: string): string {
  return `/query/${name.replace(/[\n\r\u2028\u2029]/g, encodeURIComponent)}`;
}
