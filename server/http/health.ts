import type { RequestHandler } from 'express';
import { readVersion } from '../contract/documents';
import type { Health } from '../contract/types';
import type { Exchange } from '../orders/exchange';

/** @param countSubscribers how many connected clients have asked for order events */
export function createHealth(exchange: Exchange, countSubscribers: () => number): RequestHandler {
  const version = readVersion();
  const startedAt = performance.now();
  return async (_req, res) => {
    const health: Health = {
      status: 'ok',
      version,
      uptimeSeconds: Math.round(performance.now() - startedAt) / 1000,
      orders: await exchange.count(),
      subscribers: countSubscribers(),
    };
    res.json(health);
  };
}
