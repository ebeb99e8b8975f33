import type { RequestHandler } from 'express';
import { HttpRefusal } from '../problem';

/**
 * Refuses a request at once where there are too many, instead of letting it in: each takes memory
 * until it is answered, and over one connection there can be any number of them.
 *
 * @param isTooMany whether there are more than the platform serves at a time, this one included
 */
export function unlessTooMany(isTooMany: () => boolean, letIn: RequestHandler): RequestHandler {
  return (req, res, next) => {
    if (!isTooMany()) return letIn(req, res, next);
    next(new HttpRefusal('platform-busy', 'Too many requests wait for their answers.'));
  };
}
