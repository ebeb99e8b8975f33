import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import { sayAside } from '../../support/evidence/printable';
import { visible } from '../../support/contract/visible';
import type { RunRequest } from '../../support/run/run-info';
import { runMessage, withRunDetails } from './run-message';

/** Writes Cucumber's messages, and among them what was tested, so that reports can be made anew. */
export default class MessagesFormatter extends Formatter {
  static override readonly documentation = "Cucumber's messages and the details of the run";
  private readonly request: Partial<RunRequest>;

  constructor(options: IFormatterOptions) {
    super(options);
    this.request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    this.stream.once('error', this.sayWhich);
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      for (const each of withRunDetails(envelope, this.request)) this.line(each);
    });
  }

  /** Called last of all, when nothing more can become known. */
  override async finished(): Promise<void> {
    this.line(runMessage(this.request));
    if (!this.stream.destroyed) await super.finished();
  }

  /** Cucumber says what is wrong, and fails the run for it, but not with which file. */
  private readonly sayWhich = ({ message }: Error) =>
    sayAside(`\nmessages.ndjson is not complete: ${message}`);

  private line(envelope: Envelope): void {
    if (this.stream.destroyed) return;
    this.log(`${visible(JSON.stringify(envelope))}\n`);
  }
}
