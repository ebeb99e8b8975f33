import process from 'node:process';

/** Mutation testing of the platform by the acceptance scenarios alone; see docs/what-a-green-run-means.md. */

// Hardly any delays, short waits for what never comes: set here, Stryker's processes inherit them.
Object.assign(process.env, {
  ENDPOINT_DELAY_MS: '1-3',
  EXECUTION_DELAY_MS: '30-60',
  DEADLINE_FACTOR: '0.4',
  LOG_LEVEL: 'silent',
  GENERATOR_SEED: '1', // the same input for every mutant
});

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'server/**/*.ts',
    '!server/**/*.test.ts',
    '!server/test-support.ts',
    '!server/events/test-log.ts', // for unit tests alone
    '!server/events/test-gateways.ts', // for unit tests alone
    '!server/orders/manual-clock.ts', // for unit tests alone
    '!server/contract/generate-types.ts', // a tool of the project, no part of the platform
    '!server/contract/types.ts', // generated
  ],
  testRunner: 'cucumber',
  cucumber: { profile: 'mutation' },
  plugins: ['@stryker-mutator/cucumber-runner', './tools/mutation/explained-checker.mjs'],
  buildCommand: 'node support/run/compile.cjs',
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  ignorePatterns: [
    '/reports',
    '/.build',
    '/.ci',
    '/.github',
    '/.vscode',
    '/tools/bench',
    '/tools/artillery',
  ],
  checkers: [], // run.ts adds one, except where reasons are tried
  concurrency: 5,
  timeoutMS: 20_000,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 5,
  tempDirName: '.stryker-tmp',
  reporters: ['html', 'json', 'progress-append-only'],
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  incrementalFile: 'reports/mutation/incremental.json',
  allowEmpty: false,
  allowConsoleColors: false,
};
