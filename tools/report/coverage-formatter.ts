import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { RunInfo, RunRequest } from '../../support/run/run-info';

/** Writes what the run exercised of the contract, item by item, as JSON. */
export default class CoverageFormatter extends Formatter {
  static override readonly documentation = 'What of the contract was exercised, as JSON';

  private readonly info: RunInfo | undefined;

  constructor(options: IFormatterOptions) {
    super(options);
    this.info = (options.parsedArgvOptions.run as Partial<RunRequest> | undefined)?.info;
  }

  override async finished(): Promise<void> {
    const coverage = this.info?.coverage;
    if (coverage) this.log(`${JSON.stringify(coverage, null, 2)}\n`);
    await super.finished();
  }
}
