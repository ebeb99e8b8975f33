import type { RequestHandler } from 'express';
import type { Clock } from '../../orders/clock';

/** Holds each request for a delay of its own, in milliseconds, and no other request. */
export function endpointDelay(clock: Clock, drawDelay: () => number): RequestHandler {
  return (_req, _res, next) => void clock.schedule(drawDelay(), next);
}
