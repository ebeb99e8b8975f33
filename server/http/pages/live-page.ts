import { Router } from 'express';
import { pagesFolder } from './page-files';

/** Everything that the page loads from the platform, apart from Socket.IO's own client. */
const ASSETS = ['base.css', 'live.css', 'live.mjs', 'live-orders.mjs'];

const HEADERS = {
  // Ask each time: a changed page must not meet an old script.
  'Cache-Control': 'no-cache',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
    "img-src data:; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
};

/** `GET /`: a page that shows orders as they are placed, executed and cancelled. */
export function createLivePage(): Router {
  const router = Router();
  // With a root, `send` judges dot files below it only: the project may live in `~/.work`.
  const options = { root: pagesFolder(), headers: HEADERS, cacheControl: false };
  router.get('/', (_request, response) => response.sendFile('live.html', options));
  for (const asset of ASSETS) {
    router.get(`/live/${asset}`, (_request, response) => response.sendFile(asset, options));
  }
  return router;
}
