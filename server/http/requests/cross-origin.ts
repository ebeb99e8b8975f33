import type { IncomingMessage } from 'node:http';
import cors from 'cors';
import type { RequestHandler } from 'express';
import { sendProblem } from '../problem';

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

/** Whether a request comes from a page that may not call. */
export type IsForeign = (req: IncomingMessage) => boolean;

/**
 * Browsers ask nobody before they open a WebSocket, they only say for whom. Who says nothing is no
 * page; pages of the platform's own may always.
 */
export function foreignTo(origins: '*' | string[]): IsForeign {
  return ({ headers: { origin, host } }) =>
    origins !== '*' && origin !== undefined && !origins.includes(origin) && hostOf(origin) !== host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Turns away pages that may not call. */
export function refuseForeign(isForeign: IsForeign): RequestHandler {
  return (req, res, next) => {
    if (!isForeign(req)) return next();
    sendProblem(res, 'origin-foreign', `CORS_ORIGIN does not have ${req.headers.origin}.`);
  };
}
