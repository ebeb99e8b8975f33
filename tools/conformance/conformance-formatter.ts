import path from 'node:path';
import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import type { RunRequest } from '../../support/run/run-info';
import { runMessage } from '../run-model/run-message';
import { RunModel } from '../run-model/run-model';
import { conformanceFile, writeConformance } from './conformance-files';

/** Writes what the run says of each clause of the contract, as JSON, and in short as a badge. */
export default class ConformanceFormatter extends Formatter {
  static override readonly documentation = 'Each clause of the contract with its verdict, as JSON';
  private readonly run = new RunModel();
  private readonly request: Partial<RunRequest>;
  private readonly folder: string;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.folder = path.resolve(this.cwd, this.request.reports ?? 'reports');
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      this.run.follow(envelope);
      // Whatever becomes of this process: what an earlier run has said may not be taken for this one's.
      if (envelope.testRunStarted) this.breakOff();
    });
    process.once('exit', this.breakOff);
  }

  override async finished(): Promise<void> {
    process.off('exit', this.breakOff);
    this.write();
    await super.finished();
  }

  /** A run that is broken off has judged something too; there is no time to wait for a stream. */
  private readonly breakOff = () => {
    try {
      this.write();
    } catch (error) {
      const file = path.join(this.folder, conformanceFile);
      process.stderr.write(`\n${file} is not complete: ${String(error)}\n`);
    }
  };

  private write(): void {
    this.run.follow(runMessage(this.request)); // with what became known until now
    writeConformance(this.run, this.folder);
  }
}
