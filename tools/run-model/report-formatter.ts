import path from 'node:path';
import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import type { RunRequest } from '../../support/run/run-info';
import { orSay } from './report-file';

/**
 * Writes a report that is there whatever becomes of this process: at the beginning, so that none of
 * an earlier run is taken for this one's, and when the process ends before the run does.
 */
export abstract class ReportFormatter extends Formatter {
  protected readonly request: Partial<RunRequest>;
  /** Of the reports. */
  protected readonly folder: string;
  /** The name of the file in it. */
  protected abstract readonly file: string;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.folder = path.resolve(this.cwd, this.request.reports ?? 'reports');
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      this.follow(envelope);
      if (envelope.testRunStarted) this.breakOff();
    });
    process.once('exit', this.breakOff);
  }

  protected abstract follow(envelope: Envelope): void;

  /** Writes what is known by now. */
  protected abstract write(): void;

  /** The run has come to its end. */
  protected complete(): void {
    this.write();
  }

  override async finished(): Promise<void> {
    process.off('exit', this.breakOff);
    orSay(this.path, () => this.complete());
    await super.finished();
  }

  /** There is no time to wait for a stream. */
  private readonly breakOff = () => orSay(this.path, () => this.write());

  /** Of the file. */
  protected get path(): string {
    return path.join(this.folder, this.file);
  }
}
