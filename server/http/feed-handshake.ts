import type { RequestHandler } from 'express';
import { createFeedQueryReader } from '../contract/feed-query';
import type { Exchange } from '../orders/exchange';
import { invalidRequest, sendProblem } from './problem';

/** Answers handshakes with the feed that come to nothing, and requests that are none. */
export function createFeedHandshake(exchange: Exchange): RequestHandler {
  const readQuery = createFeedQueryReader();
  return async (req, res) => {
    const subscription = readQuery(req.url);
    if ('faults' in subscription) throw invalidRequest(subscription.faults);
    if (subscription.orderId !== undefined) await exchange.find(subscription.orderId);
    sendProblem(res, 'upgrade-required', 'Connect with a WebSocket client (RFC 6455, version 13).');
  };
}
