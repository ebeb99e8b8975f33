import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { graveFaults } from '../../../support/actors/browser/accessibility';
import { findBrowser } from '../../../support/run/settings/find-browser';
import { openBrowser } from '../../../support/actors/browser/launch';
import { dataMediaTypes } from '../../../support/evidence/data-attachment';
import type { FakeOutcome } from '../../run-model/fake-run';
import { fakeEvidence, fakeReport } from '../fake-report';
import type { Report } from '../model/report';
import { scenariosOf } from '../model/conclusion';
import { page as makePage } from './page';

const feature = `Feature: Cancelling orders
  @cancel
  Example: A pending order
    Given a PENDING order
    Then the order should be CANCELLED
  @LIFE-3
  Scenario Outline: It stays <status>
    Given an order
    Then the order should be <status>
    Examples: final statuses
      | status    | reason                                                      |
      | EXECUTED  | somebody has bought and somebody has sold, and that is that |
      | CANCELLED | asked                                                       |
`;
const failures = [
  { kind: 'broken', clause: 'LIFE-3', sentence: 'too late', expected: '1', seen: '2' },
];
const failure: FakeOutcome = {
  ...{ status: 'FAILED', message: 'Failure: too late' },
  attachments: [{ mediaType: dataMediaTypes.failures, body: JSON.stringify(failures) }],
};

describe('the page of the report in a browser', function () {
  this.timeout(120_000);
  let folder: string;
  let browser: Browser;
  let page: Page;
  let report: Report;
  let url: string;
  const faults: string[] = [];

  before(async function () {
    if (findBrowser() === undefined) this.skip();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
    report = fakeReport(feature, (step) => {
      if (step === 'hook') return fakeEvidence;
      return step.endsWith('EXECUTED') ? failure : {};
    });
    const file = path.join(folder, 'bdd-report.html');
    const context = { ignoredFiles: [], hasFolder: false, evidence: new Map() };
    fs.writeFileSync(file, makePage(report, context));
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
  const addressOf = (index: number) => `#scenario-${scenariosOf(report)[index]?.id}`;
  const scenario = (index: number) => page.locator(addressOf(index));
  const evidence = (index: number) => scenario(index).getByText('POST /orders → 201').last();

  it('keeps nobody from using it, in light and in dark colours', async () => {
    await page.goto(`${url}${addressOf(1)}`);
    expect(await graveFaults(page, `${url}${addressOf(1)}`)).to.deep.equal([]);
  });

  it('leads to a scenario by its address, unfolded, without a reload as well', async () => {
    await page.goto('about:blank');
    await page.goto(`${url}${addressOf(1)}`);
    await scenario(1).getByText('too late').waitFor();
    await evidence(1).waitFor();
    await page.goto(`${url}${addressOf(2)}`);
    await evidence(2).waitFor();
  });

  it('leads to a clause by its address, unfolded, and shows at once what is broken', async () => {
    const clause = (id: string) => page.locator(`#clause-${id}`);
    expect(await clause('LIFE-3').getByText('too late (1 scenario)').isVisible()).to.equal(true);
    expect(await clause('PAGE-1').isVisible()).to.equal(false);
    await page.goto(`${url}#clause-PAGE-1`);
    await clause('PAGE-1').getByText('none of its scenarios was selected').waitFor();
    await clause('LIFE-3').getByText('2 scenarios').click();
    await clause('LIFE-3').getByRole('link', { name: 'It stays EXECUTED' }).click();
    await evidence(1).waitFor();
  });

  it('unfolds what a scenario saw', async () => {
    await page.getByText('Cancelling orders').last().click();
    expect(await evidence(0).count()).to.equal(0);
    await scenario(0).getByText('Evidence').click();
    await evidence(0).waitFor();
  });

  it('searches and filters, and opens what it finds', async () => {
    const status = page.getByRole('status');
    await page.getByLabel('Search').fill('executed stays');
    await page.getByText('1 of 3 scenarios', { exact: true }).waitFor();
    expect(await scenario(1).isVisible()).to.equal(true);
    await page.getByLabel('Search').fill('');
    expect(await status.textContent()).to.equal('');
    await page.getByLabel('Tag').selectOption('@cancel');
    await page.getByText('1 of 3 scenarios', { exact: true }).waitFor();
    expect(await scenario(0).isVisible()).to.equal(true);
    // an address leads out of a filter
    await page.goto(`${url}${addressOf(1)}`);
    await scenario(1).getByText('too late').waitFor();
    await page.getByLabel('Outcome').selectOption('failed');
    expect(await scenario(0).isVisible()).to.equal(false);
  });

  it('fits a phone, with everything unfolded', async () => {
    await page.evaluate(
      "for (const each of document.querySelectorAll('details')) each.open = true",
    );
    await evidence(0).waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).to.equal(390);
  });

  it('prints, of a run that failed, the reasons alone', async () => {
    const isOpen = () => page.evaluate("document.querySelector('.feature').open");
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await isOpen()).to.equal(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('section.features').isVisible()).to.equal(false);
    expect(await page.locator('.reason').first().isVisible()).to.equal(true);
    expect(await page.locator('#clause-LIFE-3').isVisible()).to.equal(true);
  });
});
