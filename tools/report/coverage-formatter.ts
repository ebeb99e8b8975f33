import { Formatter } from '@cucumber/cucumber';
import { runInfo } from '../../support/run/run-info';

/** Writes what the run exercised of the contract, item by item, as JSON. */
export default class CoverageFormatter extends Formatter {
  static override readonly documentation = 'What of the contract was exercised, as JSON';

  override async finished(): Promise<void> {
    if (runInfo.coverage) this.log(`${JSON.stringify(runInfo.coverage, null, 2)}\n`);
    await super.finished();
  }
}
