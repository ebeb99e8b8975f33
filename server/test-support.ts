import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { readConfig } from './config';
import { pagesFolder } from './http/pages/page-files';
import { SystemClock } from './orders/clock';
import { createRandom } from './orders/delays';
import type { PlatformParts } from './platform';
import { createPlatform } from './platform';

const stops: (() => unknown)[] = [];

/** Has something undone when the test is over: last in, first out. */
export function afterThisTest(stop: () => unknown): void {
  stops.push(stop);
}

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A platform on a free port, without delays and without logs unless told otherwise. */
export async function startPlatform(
  settings: NodeJS.ProcessEnv = {},
  parts: Partial<PlatformParts> = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const quiet = { PORT: '0', HOST: '127.0.0.1', ENDPOINT_DELAY_MS: '0-0', LOG_LEVEL: 'silent' };
  const platform = createPlatform(readConfig({ ...quiet, ...settings }), {
    ...{ clock: new SystemClock(), random: createRandom(1), logger: pino({ level: 'silent' }) },
    ...parts,
  });
  const { url } = await platform.listen();
  const close = () => platform.close();
  afterThisTest(close);
  return { url, close };
}

/** Waits until it is so; the test's own timeout is the deadline. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}

/** The exports of a page's script, which is served as it is written and so has no types here. */
export async function pageScript<Exports>(file: string): Promise<Exports> {
  return (await import(pathToFileURL(path.join(pagesFolder(), 'assets', file)).href)) as Exports;
}
