import type { Envelope } from '@cucumber/messages';
import { remove } from '../../support/evidence/whole-file';
import { writeReport } from '../run-model/report-file';
import { ReportFormatter } from '../run-model/report-formatter';

/** Writes what the run exercised of the contract, item by item, as JSON. */
export default class CoverageFormatter extends ReportFormatter {
  static override readonly documentation = 'What of the contract was exercised, as JSON';
  protected override readonly file = 'contract-coverage.json';

  protected override follow(envelope: Envelope): void {
    void envelope; // the plugin of the run follows it
  }

  protected override write(): void {
    const coverage = this.request.info?.coverage;
    if (coverage) writeReport(this.path, `${JSON.stringify(coverage, null, 2)}\n`);
    else remove(this.path);
  }
}
