import type { EventEmitter } from 'node:events';
import Module from 'node:module';
import type { IConfiguration } from '@cucumber/cucumber/api';

// What Cucumber offers no documented way for. It stands here alone, and cucumber-internals.test.ts
// notices when it moves.

/**
 * The command line as Cucumber reads it, which it tells its configuration file nothing of.
 * @param argv as in `process.argv`
 */
export function argumentsOf(argv: readonly string[]): Partial<IConfiguration> {
  // Loaded here, since workers come by this file and never need it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: parser } = require('@cucumber/cucumber/lib/configuration/argv_parser') as {
    default: { parse(argv: readonly string[]): { configuration: Partial<IConfiguration> } };
  };
  return parser.parse(argv).configuration;
}

/** The module of Cucumber's command line, which `@cucumber/cucumber` loads with everything else. */
export const commandLine = '@cucumber/cucumber/lib/cli/index';

/**
 * Spares a worker that module: a fifth of what it has to read before its first scenario, and nothing
 * that it ever calls.
 */
export function withoutCommandLine(): void {
  const file = require.resolve(commandLine);
  require.cache[file] ??= Object.assign(new Module(file), { exports: {}, loaded: true });
}

/** Whether a process that was just started is one in which Cucumber runs scenarios side by side. */
export function isWorkerProcess({ spawnargs = [] }: { spawnargs?: readonly string[] }): boolean {
  return spawnargs.some((each) => /[\\/]run_worker\.js$/.test(each));
}

/**
 * Has the coordinating process look for work for those that have none. It does so only when one of
 * them says that it is ready; where another is gone in the middle of a scenario, nobody ever does.
 */
export function askForWork(worker: EventEmitter): void {
  worker.emit('message', { type: 'READY' });
}
