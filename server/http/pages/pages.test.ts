import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { createPages } from './pages';
import { pagesFolder } from './page-files';

describe('pages', () => {
  let server: Server;
  let address: string;
  const assets = () => readdirSync(path.join(pagesFolder(), 'assets'));

  before(async () => {
    const app = express();
    app.use('/', createPages());
    app.use((_request, response) => void response.status(404).send('somebody else'));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => new Promise((resolve) => server.close(resolve)));

  it('has the live orders at / with everything that they load', async () => {
    const response = await fetch(`${address}/`);
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.match(/^text\/html/);
    const page = await response.text();
    expect(page).to.contain('<a href="/" aria-current="page">').and.not.to.contain('{{');
    const loaded = [...page.matchAll(/(?:src|href)="(\/pages\/[^"]+)"/g)].map(([, url]) => url);
    expect(loaded).to.have.members([
      ...['/pages/base.css', '/pages/frame.css', '/pages/live.css', '/pages/live.mjs'],
    ]);
    for (const url of assets().map((file) => `/pages/${file}`)) {
      const asset = await fetch(address + url);
      expect(asset.status, url).to.equal(200);
      expect(asset.headers.get('content-type'), url).to.match(/^text\/(css|javascript)/);
      expect(asset.headers.get('cache-control'), url).to.equal('public, max-age=0');
    }
  });

  it('loads nothing from anywhere else', () => {
    for (const file of ['frame.html', 'live.html', ...assets().map((name) => `assets/${name}`)]) {
      const text = readFileSync(path.join(pagesFolder(), file), 'utf8');
      expect(text.replaceAll('http://www.w3.org/2000/svg', ''), file).not.to.match(/https?:/);
    }
  });

  it('leaves other paths and methods to others', async () => {
    for (const url of ['/pages', '/pages/', '/pages/pages.ts', '/live.html', '/nothing']) {
      expect((await fetch(address + url)).status, url).to.equal(404);
    }
    for (const url of ['/', '/pages/live.mjs']) {
      const response = await fetch(address + url, { method: 'POST' });
      expect(response.status, url).to.equal(404);
      expect(await response.text()).to.equal('somebody else');
    }
  });

  it('is found from compiled code too', () => {
    expect(pagesFolder(path.join(process.cwd(), '.build', 'server', 'http', 'pages'))).to.equal(
      path.join(process.cwd(), 'server', 'http', 'pages'),
    );
  });
});
