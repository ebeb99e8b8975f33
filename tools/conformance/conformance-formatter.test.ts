import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { followed } from '../run-model/fake-formatting';
import { fakeRun } from '../run-model/fake-run';
import ConformanceFormatter from './conformance-formatter';

const feature = 'Feature: f\n  @EVENT-3\n  Rule: r\n    Example: e\n      Given a\n';

describe('the conformance of a run', () => {
  let reports: string;
  beforeEach(() => (reports = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'))));
  afterEach(() => fs.rmSync(reports, { recursive: true, force: true }));

  const follow = (messages: readonly Envelope[]) =>
    followed(ConformanceFormatter, messages, reports);
  const sentence = () =>
    (JSON.parse(fs.readFileSync(path.join(reports, 'conformance.json'), 'utf8')) as { sentence: string }).sentence; // prettier-ignore

  it('is written at its end, with its badge', async () => {
    const { formatter, atExit } = follow(fakeRun(feature, () => undefined));
    await formatter.finished();
    expect(sentence()).to.match(/^The platform keeps 1 of /);
    expect(fs.readFileSync(path.join(reports, 'conformance.svg'), 'utf8')).to.match(/^<svg/);
    for (const each of atExit) expect(process.listeners('exit')).not.to.include(each);
  });

  it('is that of this run from its beginning, and written at once when it is broken off', () => {
    fs.writeFileSync(path.join(reports, 'conformance.json'), '{"sentence":"an old one"}');
    const messages = fakeRun(feature, () => undefined);
    const { atExit } = follow(messages.slice(0, -1));
    expect(sentence()).to.match(/^As far as the run came, the platform keeps 0 of /);
    const [begun] = atExit;
    begun?.call(process, 130);
    process.off('exit', begun ?? (() => undefined));
    expect(sentence()).to.match(/^As far as the run came, the platform keeps 1 of /);
  });
});
