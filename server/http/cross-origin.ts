import cors from 'cors';
import type { RequestHandler } from 'express';

/** Lets browsers call from these origins, and answers their preflight requests. */
export function crossOrigin(origins: '*' | string[]): RequestHandler[] {
  const headers = cors({
    origin: origins,
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    exposedHeaders: ['Location', 'Link', 'Allow', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
    preflightContinue: true,
  });
  // Only what a browser asks beforehand; any other OPTIONS is a method like any other.
  const preflight: RequestHandler = (req, res, next) => {
    const asks = req.method === 'OPTIONS' && req.get('Access-Control-Request-Method') !== undefined;
    if (asks) res.status(204).end();
    else next();
  };
  return [headers, preflight];
}
