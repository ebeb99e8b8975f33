import { readFileSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';
import { pagesFolder } from './page-files';
import { framedPage, PAGE_HEADERS } from './page-frame';

const PAGE = {
  title: 'Live orders',
  address: '/',
  head: `<link rel="stylesheet" href="/pages/live.css" />
    <script src="/socket.io/socket.io.min.js" defer></script>
    <script src="/pages/live.mjs" type="module"></script>`,
};

/**
 * `GET /`: a page that shows orders as they are placed, executed and cancelled, and lets a tester
 * place and cancel some; `GET /pages/…`: what the platform's pages load.
 */
export function createPages(): Router {
  const main = String(readFileSync(path.join(pagesFolder(), 'live.html')));

  const router = Router();
  router.get('/', (_request, response) => {
    const page = framedPage({ ...PAGE, main });
    response.set(PAGE_HEADERS).type('html').send(page);
  });
  // With a root, `send` judges dot files below it only: the project may live in `~/.work`.
  router.use('/pages', express.static(path.join(pagesFolder(), 'assets')));
  return router;
}
