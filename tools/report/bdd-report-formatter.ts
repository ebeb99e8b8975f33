import fs from 'node:fs';
import path from 'node:path';
import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { addToHistory, historyFolder } from '../history/history-files';
import type { RunRecord } from '../history/run-record';
import type { RunRequest } from '../../support/run/run-info';
import { runMessage } from '../run-model/run-message';
import { makePage, reportFile } from './make-page';
import { readReport } from './model/read-report';
import { recordOfRun } from './record-run';

/** The report to send on; it remembers the run, so that the next report can compare with it. */
export default class BddReportFormatter extends Formatter {
  static override readonly documentation = 'The report to send on: one page with everything';
  private readonly messages: Envelope[] = [];
  private readonly request: Partial<RunRequest>;
  private readonly folder: string;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.folder = path.resolve(this.cwd, this.request.reports ?? 'reports');
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      this.messages.push(envelope);
      // Whatever becomes of this process: no report of an earlier run may be taken for this one's.
      if (envelope.testRunStarted) this.breakOff();
    });
    process.once('exit', this.breakOff);
  }

  override async finished(): Promise<void> {
    process.off('exit', this.breakOff);
    const report = this.report();
    fs.writeFileSync(path.join(this.folder, reportFile), makePage(report, this.folder));
    const record = recordOfRun(report);
    if (record) this.remember(record);
    await super.finished();
  }

  /** A run that is broken off has a report too; there is no time to wait for a stream. */
  private readonly breakOff = () => {
    const file = path.join(this.folder, reportFile);
    try {
      fs.writeFileSync(file, makePage(this.report(), this.folder));
    } catch (error) {
      process.stderr.write(`\n${file} is not complete: ${String(error)}\n`);
    }
  };

  private report() {
    return readReport([...this.messages, runMessage(this.request)]);
  }

  private remember(record: RunRecord): void {
    const folder = historyFolder(this.folder);
    try {
      addToHistory(folder, record);
    } catch (error) {
      process.stderr.write(`\nThe run is not remembered in ${folder}: ${String(error)}\n`);
    }
  }
}
