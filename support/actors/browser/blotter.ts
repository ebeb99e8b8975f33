import { FailureError } from '../../contract/failure';
import { latenessMark, latenessSince } from '../../evidence/lateness';
import { isTooLateToTell, waitedWords } from '../../evidence/patience';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { NewOrder } from '../../contract/types';
import { deadlines } from '../../run/settings/deadlines';
import type { Answer } from '../../contract/messages';
import type { Network } from './network';

const msBetweenLooks = 50;

/** What the page of live orders shows. */
export interface BlotterView {
  connection: { state: string; text: string };
  message: string;
  /** The rows, from the top. */
  orders: { orderId: string; orderStatus: string; text: string }[];
  /** The latest events, from the top. */
  events: { orderId: string; orderStatus: string }[];
  /** What is wrong with the order that was typed in, by field. */
  faults: Record<string, string>;
}

/** The page of live orders, as somebody who looks at it and uses it has it. */
export class Blotter {
  constructor(
    private readonly page: Page,
    private readonly network: Network,
  ) {}

  /** Types an order in and places it. @returns what the platform answered to the page */
  async place({ symbol, side, quantity }: NewOrder): Promise<Answer> {
    const form = this.page.locator('#place');
    await form.getByLabel('Symbol').fill(symbol);
    await form.getByLabel('Side').selectOption(side);
    await form.getByLabel('Quantity').fill(String(quantity));
    return this.answered('POST', '/orders', () =>
      form.getByRole('button', { name: 'Place order' }).click(),
    );
  }

  /**
   * Cancels an order as somebody does who has no mouse: tabs to its button and presses it.
   * @returns what the platform answered to the page
   * @throws Error if the button cannot be reached in that way
   */
  async cancelByKeyboard(orderId: string): Promise<Answer> {
    const button = this.page.locator(`[data-order="${orderId}"] button`);
    const hasFocus = () =>
      button.evaluate(
        (element) => element === (element as PageElement).ownerDocument.activeElement,
      );
    await button.waitFor();
    for (let presses = 0; presses < mostTabs; presses += 1) {
      await this.page.keyboard.press('Tab');
      if (await hasFocus())
        return this.answered('DELETE', `/orders/${orderId}`, () =>
          this.page.keyboard.press('Enter'),
        );
    }
    const sentence = 'nobody reaches the button that cancels an order by keyboard';
    const seen = `${mostTabs} presses of Tab`;
    throw new FailureError([{ kind: 'broken', clause: 'PAGES-1', sentence, seen, order: orderId }]);
  }

  /** Does something that makes the page send a request. @returns the platform's answer to it */
  private async answered(method: string, path: string, act: () => Promise<void>): Promise<Answer> {
    const isIt = (url: string) => new URL(url).pathname.endsWith(path);
    const sentAt = performance.now();
    const [response] = await Promise.all([
      this.page.waitForResponse((one) => one.request().method() === method && isIt(one.url()), {
        timeout: deadlines.answer,
      }),
      act(),
    ]);
    const text = await response.text();
    return {
      request: { method, path, headers: {}, body: response.request().postData() ?? undefined },
      ...{ url: response.url(), status: response.status(), headers: response.headers() },
      ...{ text, body: text === '' ? undefined : (JSON.parse(text) as unknown) },
      ...{ sentAt, answeredAt: performance.now() },
    };
  }

  async untilLive(): Promise<void> {
    await this.until('a live connection', isLive, deadlines.page + deadlines.connection);
  }

  /** The network goes away, and the page notices. */
  async loseConnection(): Promise<void> {
    await this.network.goAway();
    const isLost = ({ connection }: BlotterView) => connection.state === 'lost';
    await this.until('that the connection is lost', isLost, deadlines.event);
  }

  /** The network is back, and the page finds that out by itself. */
  async reconnect(): Promise<void> {
    await this.network.comeBack();
    await this.until('a live connection', isLive, deadlines.connection);
  }

  /**
   * Looks at the page until it shows something.
   * @param what what is waited for, in words, for the message
   * @throws Error with what the page shows when the deadline passes
   */
  async until(
    what: string,
    isMet: (view: BlotterView) => boolean,
    ms: number,
  ): Promise<BlotterView> {
    const begun = performance.now();
    const mark = latenessMark();
    for (;;) {
      const view = await this.page.evaluate(readView);
      if (isMet(view)) return view;
      const waited = { ms: performance.now() - begun, late: latenessSince(mark), happened: false };
      if (waited.ms >= ms + waited.late)
        throw new FailureError([
          {
            kind: isTooLateToTell(waited) ? 'unjudged' : 'broken',
            clause: 'PAGES-1',
            sentence: 'the blotter does not show what it should',
            ...{ expected: what, seen: described(view), details: [waitedWords(waited)] },
          },
        ]);
      await pause(msBetweenLooks);
    }
  }

  /** From now on measures how long the page goes without drawing itself. */
  async watchForStandstills(): Promise<void> {
    await this.page.evaluate(watchFrames);
  }

  /** The longest time in milliseconds that the page went without drawing itself. */
  async longestStandstill(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as WatchedWindow).longestStandstill);
  }
}

const mostTabs = 60;

export const isLive = ({ connection }: BlotterView) => connection.state === 'live';

function described({ connection, message, orders, events }: BlotterView): string[] {
  const rows = orders.slice(0, 20).map(({ text }) => `  ${text}`);
  const more = orders.length > rows.length ? [`  … and ${orders.length - rows.length} more`] : [];
  return [
    `It says "${connection.text}" and "${message}"; events: ${events.length}; orders:`,
    ...(rows.length > 0 ? [...rows, ...more] : ['  none']),
  ];
}

// ---- what runs in the page: nothing from outside a function is there ------------------------

/** The little of a browser's elements that is needed here. */
interface PageElement {
  dataset: Record<string, string | undefined>;
  textContent: string | null;
  ownerDocument: { activeElement: unknown };
  querySelector: (selector: string) => PageElement | null;
  querySelectorAll: (selector: string) => Iterable<PageElement>;
}

interface WatchedWindow {
  document: PageElement;
  longestStandstill: number;
  requestAnimationFrame: (callback: (now: number) => void) => void;
}

function readView(): BlotterView {
  const { document } = globalThis as unknown as WatchedWindow;
  const textOf = (element: PageElement | null) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const connection = document.querySelector('#connection');
  return {
    connection: { state: connection?.dataset.state ?? '', text: textOf(connection) },
    message: textOf(document.querySelector('#message')),
    orders: all('#orders tr').map((row) => ({
      orderId: row.dataset.order ?? '',
      orderStatus: textOf(row.querySelector('.status')),
      text: [...row.querySelectorAll('td')].map(textOf).join(' '),
    })),
    events: all('#events [data-order]').map((line) => ({
      orderId: line.dataset.order ?? '',
      orderStatus: textOf(line.querySelector('.status')),
    })),
    faults: Object.fromEntries(
      ['symbol', 'side', 'quantity', 'delay']
        .map((field) => [field, textOf(document.querySelector(`#${field}-fault`))] as const)
        .filter(([, fault]) => fault !== ''),
    ),
  };
}

function watchFrames(): void {
  const page = globalThis as unknown as WatchedWindow;
  page.longestStandstill = 0;
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    page.longestStandstill = Math.max(page.longestStandstill, now - last);
    last = now;
    page.requestAnimationFrame(frame);
  };
  page.requestAnimationFrame(frame);
}
