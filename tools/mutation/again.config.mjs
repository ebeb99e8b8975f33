/** Mutants that were not judged, with hardly anything beside them. */
import scenarios from '../../stryker.config.mjs';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  ...scenarios,
  concurrency: 2,
  htmlReporter: { fileName: 'reports/mutation/again.html' },
  jsonReporter: { fileName: 'reports/mutation/again.json' },
  incremental: false,
};
