import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';
import type { IFormatterOptions } from '@cucumber/cucumber';
import { expect } from 'chai';
import { fakeRun } from './fake-run';
import MessagesFormatter from './messages-formatter';

describe('the messages of a run', () => {
  it('are no reason to fall over where no more of them can be written', async () => {
    const stream = new PassThrough();
    const eventBroadcaster = new EventEmitter();
    const formatter = new MessagesFormatter({
      ...{ cwd: process.cwd(), eventBroadcaster, stream, parsedArgvOptions: {} },
      log: stream.write.bind(stream),
      cleanup: promisify(stream.end.bind(stream)),
    } as unknown as IFormatterOptions);
    stream.on('error', () => undefined).destroy(new Error('no space left'));
    await new Promise((resolve) => stream.once('close', resolve));
    for (const message of fakeRun('Feature: f\n  Example: e\n    Given a\n', () => undefined))
      eventBroadcaster.emit('envelope', message);
    await formatter.finished();
    expect(stream.destroyed).to.equal(true);
  });
});
