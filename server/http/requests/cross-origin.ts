import cors from 'cors';
import type { RequestHandler } from 'express';

/** Lets browsers call from these origins, and answers their preflight requests. */
export function crossOrigin(origins: '*' | string[]): RequestHandler[] {
  const allow = cors({
    origin: origins,
    methods: ['DELETE'], // the others need no permission (Fetch standard, CORS-safelisted methods)
    exposedHeaders: ['Location', 'Link', 'Allow', 'Retry-After'],
    maxAge: 600,
    preflightContinue: true,
  });
  return [allow, answerPreflight];
}

/** Only what a browser asks beforehand; any other OPTIONS is a method like any other. */
const answerPreflight: RequestHandler = (req, res, next) => {
  if (req.method === 'OPTIONS' && req.get('Access-Control-Request-Method') !== undefined) {
    res.status(204).end();
  } else next();
};
