import { eventSchema, describeViolation } from './async-api-checks';
import type { FeedQuery, InputFault, Subscription } from './types';
import { onOneLine, wholeNumberFault } from './wire';

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
    const given = new URLSearchParams(/\?(.*)/s.exec(url)?.[1] ?? '');
    const faults = new Map<string, string>();
    const query: Record<string, unknown> = {};
    for (const name of new Set(given.keys())) {
      const [value, ...more] = given.getAll(name);
      query[name] = name === 'since' ? Number(value) : value;
      const fault = name === 'since' ? wholeNumberFault(value) : undefined;
      if (more.length > 0) faults.set(name, 'is given more than once');
      else if (fault !== undefined) faults.set(name, fault);
    }
    if (!matches(query)) {
      for (const error of matches.errors!) {
        const { field, message } = describeViolation(error);
        if (!faults.has(field)) faults.set(field, QUERY_WORDS[error.keyword] ?? message);
      }
    }
    if (faults.size > 0) {
      const path = (name: string) => onOneLine(`/query/${name}`);
      return { faults: [...faults].map(([name, message]) => ({ path: path(name), message })) };
    }
    const { orderId, since, epoch } = query as FeedQuery;
    if (since === undefined) return { orderId };
    return { orderId, since: { epoch: epoch!, sequence: since } };
  };
}

const QUERY_WORDS: Record<string, string> = {
  additionalProperties: 'is not a known parameter',
  dependencies: 'is required: since and epoch come together',
};
