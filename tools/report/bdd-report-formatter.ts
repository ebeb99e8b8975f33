import type { Envelope } from '@cucumber/messages';
import { sayAside } from '../../support/evidence/printable';
import { addToHistory, historyFolder } from '../history/history-files';
import type { RunRecord } from '../history/run-record';
import { writeReport } from '../run-model/report-file';
import { ReportFormatter } from '../run-model/report-formatter';
import { runMessage } from '../run-model/run-message';
import { makePage, reportFile } from './make-page';
import { readReport } from './model/read-report';
import { recordOfRun } from './record-run';

/** The report to send on; it remembers the run, so that the next report can compare with it. */
export default class BddReportFormatter extends ReportFormatter {
  static override readonly documentation = 'The report to send on: one page with everything';
  protected override readonly file = reportFile;
  private readonly messages: Envelope[] = [];

  protected override follow(envelope: Envelope): void {
    this.messages.push(envelope);
  }

  protected override write(): void {
    this.writePage();
  }

  protected override complete(): void {
    const record = recordOfRun(this.writePage());
    if (record) this.remember(record);
  }

  private writePage() {
    const report = readReport([...this.messages, runMessage(this.request)]);
    writeReport(this.path, makePage(report, this.folder));
    return report;
  }

  private remember(record: RunRecord): void {
    const folder = historyFolder(this.folder);
    try {
      addToHistory(folder, record);
    } catch (error) {
      sayAside(`\nThe run is not remembered in ${folder}: ${String(error)}`);
    }
  }
}
