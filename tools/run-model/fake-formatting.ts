import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';

/**
 * Has a formatter follow a run, for tests.
 * @param reports the folder that it writes into
 * @returns it, and what it would have called at the end of the process
 */
export function followed<Formatter>(
  Formatter: new (options: IFormatterOptions) => Formatter,
  messages: readonly Envelope[],
  reports: string,
) {
  const eventBroadcaster = new EventEmitter();
  const options = {
    cwd: process.cwd(),
    eventBroadcaster,
    log: () => undefined,
    parsedArgvOptions: { run: { reports, paths: [], names: [], tags: '' } },
    stream: new PassThrough(),
    cleanup: () => Promise.resolve(),
  };
  const before = process.listeners('exit');
  const formatter = new Formatter(options as unknown as IFormatterOptions);
  const atExit = process.listeners('exit').filter((each) => !before.includes(each));
  for (const message of messages) eventBroadcaster.emit('envelope', message);
  return { formatter, atExit };
}
