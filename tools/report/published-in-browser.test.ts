import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { generate } from 'multiple-cucumber-html-reporter';
import type { Browser, Page } from 'playwright-core';
import { afterThisTest, startPlatform } from '../../server/test-support';
import { openBrowser } from '../../support/actors/browser/launch';
import { findBrowser } from '../../support/run/settings/find-browser';
import { fakeEvidence, fakeReport } from './fake-report';
import { makePage } from './make-page';
import { scenariosOf } from './model/conclusion';
import type { Report } from './model/report';

const feature = 'Feature: f\n  Example: e\n    Given a\n  Example: g\n    Given b\n';
const told = { data: Buffer.from('<p style="color: red">told</p>').toString('base64') };
const steps = [
  ...[{ keyword: 'Given ', name: 'a', result: { status: 'passed', duration: 1 } }],
  { ...{ result: { status: 'passed' }, embeddings: [{ ...told, mime_type: 'text/html' }] } },
];
const elements = [{ id: 'e', name: 'e', keyword: 'Example', line: 2, type: 'scenario', steps }];
const features = [{ id: 'f', uri: 'f.feature', name: 'f', keyword: 'Feature', elements }];

describe('what the platform publishes, in a browser', function () {
  this.timeout(120_000);
  let folder: string;
  let browser: Browser;
  let page: Page;
  let url: string;
  let report: Report;
  const faults: string[] = [];

  before(async function () {
    if (findBrowser() === undefined) this.skip();
    browser = await openBrowser();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'published-'));
    report = fakeReport(feature, (step) => (step === 'hook' ? fakeEvidence : {}));
    fs.writeFileSync(path.join(folder, 'bdd-report.html'), makePage(report, folder));
    fs.mkdirSync(path.join(folder, 'json'));
    fs.writeFileSync(path.join(folder, 'json', 'f.json'), JSON.stringify(features));
    const reported = { jsonDir: path.join(folder, 'json'), reportPath: path.join(folder, 'html') };
    generate({ ...reported, disableLog: true } as Parameters<typeof generate>[0]);
  });
  beforeEach(async () => {
    ({ url } = await startPlatform({ REPORTS_DIR: folder }));
    page = await browser.newPage();
    afterThisTest(() => page.close());
    // What the policy of a page forbids is an error of its console.
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(() => {
    expect(faults.splice(0)).to.deep.equal([]);
  });
  after(async () => {
    await browser?.close();
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  });

  it('follows live orders', async () => {
    await page.goto(url);
    await page.getByRole('button', { name: 'Place order' }).click();
    await page.locator('#orders').getByText('EXECUTED').waitFor();
  });

  it('describes its interface, which can be tried there', async () => {
    await page.goto(`${url}/api-docs`);
    await page.locator('.opblock-summary-control').nth(1).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').getByText('201', { exact: true }).waitFor();
  });

  it('lists reports', async () => {
    await page.goto(`${url}/test-results`);
    await page.getByRole('link', { name: 'html/index.html' }).waitFor();
  });

  it('shows a report in one file, and the script in it runs', async () => {
    const scenario = `#scenario-${scenariosOf(report)[1]?.id}`;
    await page.goto(`${url}/test-results/bdd-report.html${scenario}`);
    await page.locator(scenario).getByText('POST /orders → 201').last().waitFor(); // unfolded
  });

  it('shows a report in a folder, and the scripts beside it run', async () => {
    await page.goto(`${url}/test-results/html/index.html`);
    await page.getByLabel('Search').waitFor(); // which a script adds
    await page.getByRole('link', { name: 'f', exact: true }).click();
    await page.getByText('Given', { exact: false }).first().waitFor({ state: 'attached' });
  });

  it('lets no report place an order', async () => {
    const script = `fetch('/orders').then(() => 'called', () => 'kept').then((said) => { document.title = said; })`;
    fs.writeFileSync(path.join(folder, 'sly.html'), `<script>${script}</script>`);
    await page.goto(`${url}/test-results/sly.html`);
    await page.waitForFunction('document.title !== ""');
    expect(await page.title()).to.equal('kept');
    expect(faults.splice(0).join()).to.match(/connect/);
  });
});
