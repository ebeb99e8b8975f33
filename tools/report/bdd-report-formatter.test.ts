import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { followed } from '../run-model/fake-formatting';
import { readHistory } from '../history/history-files';
import BddReportFormatter from './bdd-report-formatter';
import { fakeMessages } from './fake-report';

const feature = 'Feature: f\n  Example: e\n    Given a\n  Example: g\n    Given b\n';

describe('the report at the end of a run', () => {
  let reports: string;
  beforeEach(() => (reports = fs.mkdtempSync(path.join(os.tmpdir(), 'reports-'))));
  afterEach(() => fs.rmSync(reports, { recursive: true, force: true }));

  const follow = (messages: readonly Envelope[]) => followed(BddReportFormatter, messages, reports);

  it('is written, and the run is remembered for the next one', async () => {
    const { formatter, atExit } = follow(fakeMessages(feature));
    await formatter.finished();
    const file = path.join(reports, 'bdd-report.html');
    expect(fs.readFileSync(file, 'utf8')).to.include('<h1>All scenarios pass, but not all of');
    expect(readHistory(path.join(reports, 'history')).records).to.have.length(1);
    for (const each of atExit) expect(process.listeners('exit')).not.to.include(each);
  });

  it('is written at once when the run is broken off, which is not remembered', () => {
    const [begun] = follow(fakeMessages(feature).slice(0, -3)).atExit;
    begun?.call(process, 130);
    process.off('exit', begun ?? (() => undefined));
    const page = fs.readFileSync(path.join(reports, 'bdd-report.html'), 'utf8');
    expect(page).to.match(/<h1>The run was broken off after \d of 2 scenarios<\/h1>/);
    expect(fs.existsSync(path.join(reports, 'history'))).to.equal(false);
  });
});
