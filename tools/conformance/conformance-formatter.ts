import type { Envelope } from '@cucumber/messages';
import { orSay, writeReport } from '../run-model/report-file';
import { ReportFormatter } from '../run-model/report-formatter';
import { runMessage } from '../run-model/run-message';
import { RunModel } from '../run-model/run-model';
import { conformanceFile, conformanceFiles } from './conformance-files';

/** Writes what the run says of each clause of the contract, as JSON, and in short as a badge. */
export default class ConformanceFormatter extends ReportFormatter {
  static override readonly documentation = 'Each clause of the contract with its verdict, as JSON';
  protected override readonly file = conformanceFile;
  private readonly run = new RunModel();

  protected override follow(envelope: Envelope): void {
    this.run.follow(envelope);
  }

  protected override write(): void {
    this.run.follow(runMessage(this.request)); // with what became known until now
    for (const [file, text] of conformanceFiles(this.run, this.folder))
      orSay(file, () => writeReport(file, text));
  }
}
