import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
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
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      for (const each of withRunDetails(envelope, this.request)) this.line(each);
    });
  }

  /** Called last of all, when nothing more can become known. */
  override async finished(): Promise<void> {
    this.line(runMessage(this.request));
    await super.finished();
  }

  private line(envelope: Envelope): void {
    this.log(`${visible(JSON.stringify(envelope))}\n`);
  }
}
