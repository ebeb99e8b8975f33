import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { request as plainRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { createTestResults } from './test-results';

describe('test results', () => {
  let parent: string;
  let reports: string;
  let server: Server;
  let address: string;

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'test-results-'));
    reports = path.join(parent, 'reports');
    const app = express();
    app.use('/test-results', createTestResults(reports));
    app.use((request, response) => void response.status(404).send(`nothing at ${request.path}`));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(parent, { recursive: true });
  });

  const get = (url: string) => fetch(address + url, { redirect: 'manual' });
  const index = async () => (await get('/test-results')).text();

  async function publish(file: string, content: string, secondsAgo = 0): Promise<void> {
    const target = path.join(reports, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
    const when = Date.now() / 1000 - secondsAgo;
    await utimes(target, when, when);
  }

  /** As sent, where `fetch` would tidy up the path first. */
  function getUntidied(url: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      plainRequest({ port, path: url, host: '127.0.0.1' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  }

  describe('index page', () => {
    it('says that there are no reports while the directory does not exist', async () => {
      const response = await get('/test-results');
      expect(response.status).to.equal(200);
      expect(response.headers.get('content-type')).to.match(/^text\/html/);
      expect(await response.text())
        .to.contain('No reports yet')
        .and.not.to.contain('<table');
    });

    it('says that there are no reports while the directory has only hidden files', async () => {
      await publish('.gitkeep', '');
      expect(await index())
        .to.contain('No reports yet')
        .and.not.to.contain('gitkeep');
    });

    it('shows reports that were made after the start', async () => {
      await index();
      await publish('junit.xml', '<testsuite/>');
      expect(await index())
        .to.contain('href="/test-results/junit.xml"')
        .and.not.to.contain('No reports yet');
    });

    it('lists the newest first, each with its time and size', async () => {
      await publish('messages.ndjson', 'x'.repeat(2_345_678), 30);
      await publish('bdd-report.html', 'x'.repeat(1234), 10);
      await publish('html/index.html', 'x', 20);
      await publish('extra.txt', 'x', 5);
      const page = await index();
      const listed = [...page.matchAll(/<th scope="row"><a href="([^"]+)"/g)].map(([, url]) => url);
      expect(listed).to.deep.equal([
        '/test-results/extra.txt',
        '/test-results/bdd-report.html',
        '/test-results/html/index.html',
        '/test-results/messages.ndjson',
      ]);
      expect(page).to.match(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">/);
      expect(page).to.contain('1.2 kB').and.to.contain('2.3 MB').and.to.contain('20 seconds ago');
    });

    it('leaves out folders without a first page', async () => {
      await publish('history/1.json', '{}');
      await publish('junit.xml', '<testsuite/>');
      expect(await index()).not.to.contain('history');
    });

    it('shows a strange file name as text, with a link that works', async () => {
      const name = 'a<b>&"c" #1?.txt';
      if (process.platform === 'win32') return; // no such name there
      await publish(name, 'found');
      const page = await index();
      expect(page).to.contain('a&lt;b&gt;&amp;&quot;c&quot; #1?.txt').and.not.to.contain('<b>');
      const [, url] = /<th scope="row"><a href="([^"]+)"/.exec(page)!;
      expect(await (await get(url)).text()).to.equal('found');
    });

    it('loads nothing from anywhere else', async () => {
      await publish('bdd-report.html', '');
      const page = (await index()).replaceAll('http://www.w3.org/2000/svg', '');
      expect(page).not.to.match(/(src=|url\(|@import|https?:)/);
      expect(page).to.contain('<a href="/test-results" aria-current="page">');
    });
  });

  describe('runs', () => {
    const element = (attributes: Record<string, string>) =>
      `<testsuite ${Object.entries(attributes)
        .map(([name, value]) => `${name}="${value}"`)
        .join(' ')}>`;
    const rows = (page: string) =>
      [
        ...page.matchAll(
          /<strong class="verdict (\w+)">([^<]*)<\/strong> <span class="quiet">([^<]*)/g,
        ),
      ].map(([, kind, words, folder]) => `${folder}/${kind}: ${words}`);

    it('are those of the directory and of the folders in it, each with its verdict', async () => {
      const began = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
      await publish('junit.xml', `<testsuite tests="5" failures="0" timestamp="${began(1)}">`);
      await publish('old/junit.xml', `<testsuite tests="5" failures="1" timestamp="${began(2)}">`);
      await publish('html/index.html', '');
      expect(rows(await index())).to.deep.equal([
        '/Passed: Passed: all 5',
        'old/Failed: Failed: 1 of 5',
      ]);
    });

    it('lead to their reports, the best first', async () => {
      await publish('a & b/junit.xml', '');
      await publish('a & b/bdd-report.html', 'read me');
      const page = await index();
      const [, cell = ''] = /<td class="links">(.*?)<\/td>/.exec(page)!;
      const links = [...cell.matchAll(/href="([^"]+)">([^<]+)/g)];
      expect(links.map(([, , name]) => name)).to.deep.equal(['Report', 'JUnit XML']);
      expect(await (await get(links[0][1])).text()).to.equal('read me');
      expect(page).to.contain('a &amp; b');
    });

    it('have no verdict where the results are empty, a folder, or not there', async () => {
      await publish('empty/junit.xml', '');
      await publish('folder/bdd-report.html', '');
      await publish('folder/junit.xml/notes.txt', '');
      await publish('none/messages.ndjson', '');
      const page = await index();
      expect(rows(page)).to.have.members(
        ['empty', 'folder', 'none'].map((folder) => `${folder}/No: No verdict`),
      );
    });

    it('say which value of their results is no number', async () => {
      const counts = { tests: '5', failures: '0' };
      const wrong = ['', 'x', '-1', '1.5', '0x10', '1e3', 'Infinity', ' ', '9007199254740993'];
      for (const name of ['tests', 'failures', 'errors', 'skipped', 'flakes']) {
        for (const [index, value] of wrong.entries())
          await publish(`${name}-${index}/junit.xml`, element({ ...counts, [name]: value }));
      }
      const kinds = new Set(rows(await index()).map((row) => row.replace(/-\d+\//, '/')));
      expect([...kinds]).to.have.members(
        ['tests', 'failures', 'errors', 'skipped', 'flakes'].map(
          (name) => `${name}/Unreadable: Unreadable: ${name} is no number`,
        ),
      );
    });

    it('say that a duration is no number, and heed no date that is none', async () => {
      const counts = { tests: '5', failures: '0' };
      const old = { ...counts, timestamp: 'abc 1' }; // some year, to JavaScript
      await publish('one/junit.xml', element({ ...old, time: 'soon' }), 60);
      await publish('two/junit.xml', element({ ...old, time: '1e400' }), 60);
      await publish('three/junit.xml', element({ ...old, time: '6.1e1' }), 60);
      const page = await index();
      const durations = [
        ...page.matchAll(/<td class="number">([^<]*)<\/td>\s*<td class="links">/g),
      ];
      expect(durations.map(([, text]) => text)).to.have.members([
        ...['unreadable', 'unreadable', '1 min 1 s'],
      ]);
      expect(page.match(/1 minute ago/g)).to.have.length(3);
    });

    it('are read as far as their first element, in no time whatever comes before or in it', async () => {
      const passed = element({ tests: '5', failures: '0' });
      const prolog = `\uFEFF<?xml version="1.0"?>\n<!-- <testsuite tests="1" failures="1"> -->\n`;
      await publish('prolog/junit.xml', `${prolog}${passed}`);
      await publish('quoted/junit.xml', `<testsuite name="a > b" tests='5' failures="&#48;">`);
      await publish('open/junit.xml', '<testsuite '.repeat(40_000));
      await publish('long/junit.xml', `<!-- ${'-'.repeat(2_000_000)} -->${passed}`);
      await publish('spaces/junit.xml', `<testsuite${' '.repeat(2_000_000)}tests="5"`);
      await publish('second/junit.xml', `<a/>${passed}`);
      expect(rows(await index())).to.have.members([
        ...['prolog', 'quoted'].map((folder) => `${folder}/Passed: Passed: all 5`),
        ...['open', 'long', 'spaces', 'second'].map((folder) => `${folder}/No: No verdict`),
      ]);
    });

    it('show nothing of a file as HTML', async () => {
      await publish(
        'junit.xml',
        '<testsuite tests="&lt;b>" failures="0" time="&lt;i>" timestamp="&lt;u>">',
      );
      expect(await index())
        .to.contain('Unreadable: tests is no number')
        .and.not.to.match(/<[biu]>/);
    });
  });

  describe('files', () => {
    it('serves a report as it is at that moment', async () => {
      await publish('bdd-report.html', 'first');
      expect(await (await get('/test-results/bdd-report.html')).text()).to.equal('first');
      await publish('bdd-report.html', 'second');
      const response = await get('/test-results/bdd-report.html');
      expect(await response.text()).to.equal('second');
      expect(response.headers.get('content-type')).to.match(/^text\/html/);
    });

    it('leads from a folder to its first page', async () => {
      await publish('html/index.html', 'pages');
      const response = await get('/test-results/html');
      expect(response.status).to.equal(301);
      expect(response.headers.get('location')).to.equal('/test-results/html/');
      expect(await (await get('/test-results/html/')).text()).to.equal('pages');
    });

    it('has no report kept in a cache', async () => {
      await publish('html/index.html', 'pages');
      for (const url of ['/html', '/html/', '/html/index.html', '/nothing']) {
        const { headers } = await get(`/test-results${url}`);
        expect(headers.get('cache-control'), url).to.equal('no-store');
      }
    });

    it('leaves an unknown file, and every method but GET, to others', async () => {
      await publish('junit.xml', '<testsuite/>');
      expect((await get('/test-results/nothing.html')).status).to.equal(404);
      const sent = await fetch(`${address}/test-results/junit.xml`, { method: 'POST' });
      expect(sent.status).to.equal(404);
      expect(await sent.text()).to.equal('nothing at /test-results/junit.xml');
    });

    it('serves no hidden file and nothing outside its directory', async () => {
      await publish('.secret', 'no');
      await publish('.hidden/index.html', 'no');
      await writeFile(path.join(parent, 'outside.txt'), 'no');
      for (const url of [
        '/.secret',
        '/.hidden/',
        '/.hidden/index.html',
        '/../outside.txt',
        '/%2e%2e/outside.txt',
        '/..%2foutside.txt',
        '/html/..%5c..%5coutside.txt',
        '/%00',
        '/%',
      ]) {
        expect(await getUntidied(`/test-results${url}`), url).to.equal(404);
      }
    });

    const withLinks = process.platform === 'win32' ? it.skip : it; // a right of its own there
    withLinks('follows no link out of the directory, and lists none', async () => {
      const secret = path.join(parent, 'outside');
      await mkdir(secret);
      await writeFile(path.join(secret, 'index.html'), 'secret');
      await writeFile(path.join(secret, 'junit.xml'), '<testsuite tests="1" failures="0">');
      await publish('own/index.html', 'mine');
      await symlink(secret, path.join(reports, 'folder'));
      await symlink(path.join(secret, 'index.html'), path.join(reports, 'file.html'));
      await symlink(path.join('..', 'outside'), path.join(reports, 'own', 'up'));
      await mkdir(path.join(reports, 'run'));
      await symlink(path.join(secret, 'junit.xml'), path.join(reports, 'run', 'junit.xml'));
      await symlink(path.join(secret, 'index.html'), path.join(reports, 'run', 'index.html'));
      await symlink(path.join(reports, 'nowhere'), path.join(reports, 'broken.html'));
      for (const url of [
        ...['/folder', '/folder/', '/folder/index.html', '/file.html', '/own/up/index.html'],
        ...['/run/', '/run/junit.xml', '/broken.html'],
      ])
        expect((await get(`/test-results${url}`)).status, url).to.equal(404);
      expect(await index()).not.to.match(/folder|file\.html|run\/|broken/);
    });

    withLinks('follows a link within the directory, and to the directory itself', async () => {
      await publish('2026/index.html', 'newest');
      await symlink('2026', path.join(reports, 'latest'));
      expect(await (await get('/test-results/latest/')).text()).to.equal('newest');
      const elsewhere = path.join(parent, 'elsewhere');
      await rename(reports, elsewhere);
      await symlink(elsewhere, reports);
      expect(await (await get('/test-results/2026/')).text()).to.equal('newest');
      expect(await index()).to.contain('2026/index.html');
    });

    withLinks('waits for nobody who writes into a pipe', async () => {
      await mkdir(path.join(reports, 'run'), { recursive: true });
      execFileSync('mkfifo', [path.join(reports, 'run', 'junit.xml')]);
      expect((await get('/test-results/run/junit.xml')).status).to.equal(404);
      expect(await index()).to.contain('No reports yet');
    });
  });
});
