import cors from 'cors';
import { Router } from 'express';

/** Lets browsers call from these origins, and answers their preflight requests. */
export function crossOrigin(origins: '*' | string[]): Router {
  const router = Router();
  router.use(
    cors({
      origin: origins,
      methods: ['DELETE'], // the others need no permission (Fetch standard, CORS-safelisted methods)
      exposedHeaders: ['Location', 'Link', 'Allow', 'Retry-After'],
      maxAge: 600,
      preflightContinue: true,
    }),
  );
  router.options('/{*path}', (req, res, next) => {
    // Only what a browser asks beforehand; any other OPTIONS is a method like any other.
    if (req.get('Access-Control-Request-Method') === undefined) next();
    else res.status(204).end();
  });
  return router;
}
