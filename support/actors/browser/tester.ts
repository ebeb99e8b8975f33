import { Mistake, type Failure } from '../../contract/failure';
import type { Browser, Page } from 'playwright-core';
import type { NewOrder } from '../../contract/types';
import { deadlines } from '../../run/settings/deadlines';
import type { Evidence } from '../../evidence/evidence';
import type { Answer } from '../../contract/messages';
import type { Trader } from '../trader';
import { graveFaults } from './accessibility';
import type { Access } from '../../platform/access';
import { Blotter } from './blotter';
import { contextOf } from './context';
import { openBrowser } from './launch';
import { Network } from './network';

/** Somebody who looks at the platform's pages in a browser. */
export class Tester {
  private browser: Browser | undefined;
  private page: Page | undefined;
  private readonly faults: string[] = [];
  private openBlotter: Blotter | undefined;
  private found: string[] | undefined;

  constructor(private readonly evidence: Evidence) {}

  /** The page of live orders that is open. */
  get blotter(): Blotter {
    if (this.openBlotter) return this.openBlotter;
    throw new Mistake('The tester has not opened the blotter in this scenario.');
  }

  /** Opens the page of live orders, narrowed to one symbol: others trade on the platform too. */
  async openBlotterOf(access: Access, symbol: string): Promise<void> {
    const url = access.urlOf(`/?symbol=${symbol}`);
    const page = await this.window(access);
    const network = await Network.of(page);
    this.evidence.note('tester', `opens ${url}`);
    await page.goto(url);
    this.openBlotter = new Blotter(page, network);
    await this.openBlotter.untilLive();
    await this.openBlotter.watchForStandstills();
  }

  /** Types an order into the blotter and places it in the trader's name. @returns the answer */
  async placeByHand(trader: Trader, order: NewOrder): Promise<Answer> {
    const answer = await this.blotter.place(order);
    this.evidence.answer(answer);
    trader.keep(answer);
    return answer;
  }

  /** Cancels an order on the blotter without a mouse. @returns the answer */
  async cancelByKeyboard(orderId: string): Promise<Answer> {
    const answer = await this.blotter.cancelByKeyboard(orderId);
    this.evidence.answer(answer);
    return answer;
  }

  /** Looks for what keeps people from using a page; see {@link graveFaults}. */
  async examine(access: Access, path: string): Promise<void> {
    const url = access.urlOf(path);
    this.evidence.note('tester', `examines ${url}`);
    this.found = await graveFaults(await this.window(access), url);
  }

  /** What the page that was examined has against it. */
  get graveFaults(): string[] {
    if (this.found) return this.found;
    throw new Mistake('The tester has not examined a page in this scenario.');
  }

  /** What no page may do, whatever a scenario is about. */
  brokenPromises(): Failure[] {
    const sentence = 'a page does what no page may do';
    return this.faults.map((seen) => ({ kind: 'broken', clause: 'PAGES-1', sentence, seen }));
  }

  /** The window as it looks now, as PNG; undefined where none is open. */
  async picture(): Promise<Buffer | undefined> {
    return this.page?.screenshot();
  }

  async leave(): Promise<void> {
    await this.browser?.close();
    this.browser = this.page = this.openBlotter = undefined;
  }

  /** The one window there is, for pages of this platform. */
  private async window(access: Access): Promise<Page> {
    this.page ??= await this.newPage(access);
    return this.page;
  }

  private async newPage(access: Access): Promise<Page> {
    const { host } = access.url;
    this.browser = await openBrowser();
    const page = await this.browser.newPage(contextOf(access));
    page.setDefaultTimeout(deadlines.page);
    page.on('pageerror', (error) => this.fault(`a script of the page failed: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && text.includes('Content Security Policy'))
        this.fault(`the page asked for what its own policy forbids: ${text}`);
      else this.evidence.note('the page', text);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host)
        this.fault(`the page asked for ${url.href}, which is not the platform's`);
    });
    return page;
  }

  private fault(text: string): void {
    this.evidence.note('the page', text);
    this.faults.push(text);
  }
}
