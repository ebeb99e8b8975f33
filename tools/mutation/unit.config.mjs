/** The unit tests of the platform, for the mutants that no scenario has noticed. */
import scenarios from '../../stryker.config.mjs';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  ...scenarios,
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: { spec: ['server/**/*.test.ts'] },
  buildCommand: undefined,
  ignoreStatic: false,
  htmlReporter: { fileName: 'reports/mutation/unit.html' },
  jsonReporter: { fileName: 'reports/mutation/unit.json' },
  incremental: false,
};
