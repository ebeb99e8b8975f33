import type { Config } from '../../server/config';
import { readConfig } from '../../server/config';
import { SystemClock } from '../../server/orders/clock';
import { createRandom } from '../../server/orders/delays';
import { createPlatform } from '../../server/platform';

/** A platform in this very process, where Stryker switches mutants on and sees what is covered. */
export interface PlatformHere {
  url: string;
  close(): Promise<void>;
}

/** @throws ConfigError for a variable that is no good */
export function readSettings(): Config {
  return readConfig({ ...process.env, PORT: '0', HOST: '127.0.0.1' });
}

export async function startHere(config: Config): Promise<PlatformHere> {
  const random = createRandom(config.randomSeed);
  const platform = createPlatform(config, { clock: new SystemClock(), random });
  const { url } = await platform.listen();
  return { url, close: () => platform.close() };
}
