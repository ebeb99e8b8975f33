import path from 'node:path';
import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import type { RunRequest } from '../../support/run/run-info';
import { remove } from '../../support/evidence/whole-file';
import { orSay, writeReport } from '../run-model/report-file';
import { runMessage } from '../run-model/run-message';
import { RunModel } from '../run-model/run-model';
import { judgeRun } from '../run-model/verdict';
import { junitXml } from './junit-xml';

/** Results for CI servers; what they group by is the reason of a failure. */
export default class JunitFormatter extends Formatter {
  static override readonly documentation = 'Results for a CI server, as JUnit XML';
  private readonly request: Partial<RunRequest>;
  private readonly messages: Envelope[] = [];
  private readonly file: string;
  private isBegun = false;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.file = path.resolve(this.cwd, this.request.reports ?? 'reports', 'junit.xml');
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      this.messages.push(envelope);
      // Whatever becomes of this process: no results of an earlier run may be taken for this one's.
      if (envelope.testRunStarted) remove(this.file);
      if (!envelope.testCaseStarted || this.isBegun) return;
      this.isBegun = true;
      this.write();
    });
    process.once('exit', this.write);
  }

  override async finished(): Promise<void> {
    process.off('exit', this.write);
    this.write();
    await super.finished();
  }

  /** What is known by now: a scenario that has not ended has failed. */
  private readonly write = () => orSay(this.file, () => this.writeFile());

  private writeFile(): void {
    const messages = [...this.messages, runMessage(this.request)];
    const run = new RunModel(messages);
    if (run.startedAt === undefined && run.details.gaveUp === undefined) return remove(this.file);
    const verdict = judgeRun(run, this.request.info?.coverage);
    writeReport(this.file, junitXml(run, verdict, messages));
  }
}
