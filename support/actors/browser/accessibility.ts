import type { Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** Impacts, as axe-core has them, that keep somebody from using a page. */
const grave = ['serious', 'critical'];

/** The schemes of colours that a page has; contrast is a matter of each. */
const schemes = ['light', 'dark'] as const;

/** What is there once a page is, also one that a script makes. */
const content = 'main h2, .opblock';

/** What a page has folded away, of which the first two hold every kind of control. */
const folded = '.opblock-summary-control';
const unfolded = 2;

/**
 * What keeps people from using a page who see, hear or move differently: faults that axe-core
 * calls serious or critical, one text each, in light and in dark colours.
 * @throws Error if there is nothing on the page to judge, so that an empty one cannot pass
 */
export async function graveFaults(page: Page, url: string): Promise<string[]> {
  const { default: axe } = await import('axe-core'); // here, since most workers never need it
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(url);
  await page.locator(content).first().waitFor();
  await page.waitForLoadState('networkidle');
  for (const each of (await page.locator(folded).all()).slice(0, unfolded)) await each.click();
  // By the debugger and not as a script: a page's own policy would forbid that.
  await page.evaluate(axe.source);

  const faults: string[] = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await page.evaluate(runAxe);
    if (!passes.some(({ id }) => id === 'color-contrast'))
      throw new Error(`There is no text to be judged on ${url}.`);
    const found = violations.filter(({ impact }) => grave.includes(impact ?? ''));
    faults.push(...found.map((violation) => `${colorScheme}: ${described(violation)}`));
  }
  return faults;
}

interface Findings {
  violations: Result[];
  passes: Result[];
}

/** Runs in the page: waits until a change of colours is complete, and then judges them. */
async function runAxe(): Promise<Findings> {
  const page = globalThis as unknown as WindowWithAxe;
  await new Promise((resolve) => page.requestAnimationFrame(resolve));
  await Promise.allSettled(page.document.getAnimations().map(({ finished }) => finished));
  return page.axe.run({ resultTypes: ['violations'] });
}

interface WindowWithAxe {
  axe: { run: (options: RunOptions) => Promise<Findings> };
  document: { getAnimations: () => { finished: Promise<unknown> }[] };
  requestAnimationFrame: (callback: (time: unknown) => void) => void;
}

function described({ id, impact, help, nodes }: Result): string {
  const places = nodes.map(
    ({ target, failureSummary = '' }) =>
      `  ${target.join(' ')}\n    ${failureSummary.replaceAll('\n', '\n    ')}`,
  );
  return [`${impact}: ${help} (${id})`, ...places].join('\n');
}
