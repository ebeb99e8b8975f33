import type { RequestHandler } from 'express';
import type { Clock } from '../orders/clock';

/**
 * Holds each request for a delay of its own, in milliseconds, and no other request. A request
 * whose client goes away meanwhile is dropped: it is never handled.
 */
export function endpointDelay(clock: Clock, drawDelay: () => number): RequestHandler {
  return (_req, res, next) => {
    const proceed = () => {
      res.off('close', cancel);
      next();
    };
    const cancel = clock.schedule(drawDelay(), proceed);
    res.once('close', cancel);
  };
}
