import path from 'node:path';
import { pino } from 'pino';
import type * as Settings from '../../server/config';
import type * as Clocks from '../../server/orders/clock';
import type * as Delays from '../../server/orders/delays';
import type * as Platforms from '../../server/platform';
import { environmentWith } from '../../support/run/settings/handed-over';
import {
  LocalPlatform,
  PlatformStartError,
  type LocalPlatformOptions,
} from '../../support/platform/local-platform';
import type { StartedPlatform } from '../../support/actors/operator';

/** A platform in this very process, where Stryker switches mutants on and sees what is covered. */
export interface PlatformHere {
  url: string;
  close(): Promise<void>;
}

/** Sooner than the contract has it, for nobody to wait so long; who is there has time to answer. */
const pingMs = 800;

const serverFolder = path.join(__dirname, '..', '..', 'server');

type Server = typeof Settings & typeof Clocks & typeof Delays & typeof Platforms;
let server: Server;

/**
 * Loads the platform's code as if none of it had run in this process: what one mutant has left in
 * a module, such as a schema that was compiled once for all, would have the next ones noticed.
 */
export function loadServer(): void {
  for (const file of Object.keys(require.cache))
    if (file.startsWith(serverFolder + path.sep)) delete require.cache[file];
  const parts = ['config', 'orders/clock', 'orders/delays', 'platform'].map(
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the only one that loads again
    (name) => require(path.join(serverFolder, name)) as Partial<Server>,
  );
  server = Object.assign({}, ...parts) as Server;
}

/** @throws ConfigError for a variable that is no good */
export function readSettings(): Settings.Config {
  return server.readConfig(environmentWith({ PORT: '0', HOST: '127.0.0.1' }));
}

export async function startHere(config: Settings.Config): Promise<PlatformHere> {
  const random = server.createRandom(config.randomSeed);
  const clock = new server.SystemClock();
  const logger = pino({ level: config.logLevel });
  const platform = server.createPlatform(config, { clock, random, logger, pingMs });
  const { url } = await platform.listen();
  return { url, close: () => platform.close() };
}

/** Settings of what a platform does, and not of its process. */
const ofThePlatform = [
  'CORS_ORIGIN',
  'MAX_CONNECTIONS',
  'MAX_ORDERS',
  'MAX_REQUESTS',
  'MAX_SUBSCRIPTIONS',
  'RANDOM_SEED',
  'REPORTS_DIR',
  'SIMULATION_CONTROLS',
];

/**
 * Starts a platform of a scenario in this process too, where that shows the same: a process takes
 * twenty times as long, and a mutant that nothing notices has all of them started.
 */
export function launchHere(options: LocalPlatformOptions): StartedPlatform {
  const { settings = {} } = options;
  if (!ofThePlatform.some((name) => name in settings)) return new LocalPlatform(options);
  try {
    const config = server.readConfig(
      environmentWith({ PORT: '0', HOST: '127.0.0.1', ...settings }),
    );
    return new LaunchedHere(startHere(config));
  } catch {
    return new LocalPlatform(options); // for the process to say what is wrong
  }
}

class LaunchedHere implements StartedPlatform {
  constructor(private readonly starting: Promise<PlatformHere>) {
    starting.catch(() => undefined); // told by listening()
  }

  async listening(): Promise<string> {
    try {
      return (await this.starting).url;
    } catch (error) {
      throw new PlatformStartError(`did not start (${String(error)})`, '');
    }
  }

  async stop(): Promise<string> {
    await (await this.starting).close();
    return 'exit code 0';
  }

  kill(): void {
    void this.stop().catch(() => undefined);
  }

  printed(): string {
    return '';
  }
}
