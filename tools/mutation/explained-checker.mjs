import { createRequire } from 'node:module';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import 'ts-node/register';

const require = createRequire(import.meta.url);
const { explainedAmong } = require('./explained.ts');

/**
 * Keeps from the scenarios what somebody has given a reason for: each of these takes as long as all
 * of them together, since none notices it.
 */
class ExplainedChecker {
  init() {
    return Promise.resolve();
  }

  /** All at once, since one alone does not tell which of several is meant. */
  group(mutants) {
    return Promise.resolve([mutants.map(({ id }) => id)]);
  }

  check(mutants) {
    const explained = explainedAmong(mutants);
    const result = (id) =>
      explained.has(id)
        ? { status: CheckStatus.CompileError, reason: explained.get(id) }
        : { status: CheckStatus.Passed };
    return Promise.resolve(Object.fromEntries(mutants.map(({ id }) => [id, result(id)])));
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, 'explained', ExplainedChecker),
];
