import type { RequestHandler } from 'express';
import { sendProblem } from '../problem';

/** Refuses the other methods, naming these (RFC 9110, section 15.5.6). */
export function allowOnly(...methods: string[]): RequestHandler {
  const allow = methods.join(', ');
  return (req, res, next) => {
    if (methods.includes(req.method)) return next();
    res.set('Allow', allow);
    sendProblem(
      res,
      'method-not-allowed',
      `${req.baseUrl}${req.path} supports ${allow}, not ${req.method}.`,
    );
  };
}
