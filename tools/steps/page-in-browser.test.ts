import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { graveFaults } from '../../support/actors/browser/accessibility';
import { findBrowser } from '../../support/run/settings/find-browser';
import { openBrowser } from '../../support/actors/browser/launch';
import { readCatalogue } from './catalogue';
import { fakeDryRun } from './fake-dry-run';
import { page as makePage } from './page';

const feature = `Feature: f
  Example: e
    Given a trader with 2 orders
    When the trader cancels "A & <B>"
    Then the list should show a table that is wider than any phone could be:
      | order | side | quantity | symbol | orderStatus | placedAt                 | updatedAt                |
      | A     | BUY  | 1        | EURUSD | PENDING     | 2026-01-31T12:00:00.000Z | 2026-01-31T12:00:00.000Z |
`;
const definitions = [
  'a trader with {int} order(s)',
  'the trader cancels {string}',
  'the list should show a table that is wider than any phone could be:',
];

describe('the page of steps in a browser', function () {
  this.timeout(120_000);
  let folder: string;
  let browser: Browser;
  let page: Page;
  let url: string;
  const faults: string[] = [];

  before(async function () {
    if (findBrowser() === undefined) this.skip();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'steps-'));
    const file = path.join(folder, 'steps.html');
    const catalogue = readCatalogue(fakeDryRun(feature, definitions));
    fs.writeFileSync(file, makePage(catalogue, process.cwd()));
    url = pathToFileURL(file).href;
    browser = await openBrowser();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) faults.push(request.url());
    });
    await page.goto(url);
  });
  afterEach(async () => {
    await page.close();
    expect(faults.splice(0)).to.deep.equal([]);
  });
  after(async () => {
    await browser?.close();
    if (folder) fs.rmSync(folder, { recursive: true, force: true });
  });
  const shown = () => page.locator('.step:visible h3').allTextContents();

  it('keeps nobody from using it, in light and in dark colours', async () => {
    expect(await graveFaults(page, url)).to.deep.equal([]);
  });

  it('is searched from the keyboard, and shows all again', async () => {
    expect(await shown()).to.have.lengthOf(3);
    await page.keyboard.press('/');
    await page.keyboard.type('CANCELS when');
    await page.getByText('1 of 3 steps').waitFor();
    expect(await shown()).to.deep.equal(['When the trader cancels {string}']);
    await page.keyboard.press('Escape');
    expect(await shown()).to.have.lengthOf(3);
    expect(await page.getByRole('status').textContent()).to.equal('');
  });

  it('shows an example as it is written', async () => {
    const examples = await page.locator('.example').allTextContents();
    expect(examples[1]).to.equal('When the trader cancels "A & <B>"');
  });

  it('leads from a parameter to what it accepts', async () => {
    await page.getByRole('link', { name: '{int}' }).click();
    expect(await page.locator(':target').textContent()).to.include('A whole number.');
  });

  it('leads to a group that a search has hidden', async () => {
    await page.getByLabel('Search').fill('nothing like it');
    await page.getByText('0 of 3 steps').waitFor();
    await page.getByRole('link', { name: 'order', exact: true }).click();
    await page.getByRole('heading', { name: 'order', exact: true }).waitFor();
    expect(await shown()).to.have.lengthOf(3);
  });

  it('fits a phone, with everything unfolded', async () => {
    await page.evaluate(
      "for (const each of document.querySelectorAll('details')) each.open = true",
    );
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).to.equal(390);
  });
});
