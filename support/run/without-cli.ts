import Module from 'node:module';

/**
 * Spares a worker Cucumber's command line, which `@cucumber/cucumber` loads with everything else: a
 * fifth of what a worker has to read before its first scenario, and nothing that it ever calls.
 */
if (process.env.CUCUMBER_WORKER_ID !== undefined) {
  const cli = require.resolve('@cucumber/cucumber/lib/cli/index');
  require.cache[cli] ??= Object.assign(new Module(cli), { exports: {}, loaded: true });
}
