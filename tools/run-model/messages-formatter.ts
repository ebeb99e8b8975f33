import { Formatter, type IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';
import type { RunRequest } from '../../support/run/run-info';
import { withRunDetails } from './run-message';

/** Writes Cucumber's messages, and among them what was tested, so that reports can be made anew. */
export default class MessagesFormatter extends Formatter {
  static override readonly documentation = "Cucumber's messages and the details of the run";

  constructor(options: IFormatterOptions) {
    super(options);
    const request = (options.parsedArgvOptions.run ?? {}) as Partial<RunRequest>;
    options.eventBroadcaster.on('envelope', (envelope: Envelope) => {
      for (const each of withRunDetails(envelope, request)) this.log(`${JSON.stringify(each)}\n`);
    });
  }
}
