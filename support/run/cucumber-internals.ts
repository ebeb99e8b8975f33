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
