import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { fakeRun } from '../run-model/fake-run';
import { isAt, pathOf, readResult } from './suite-result';

const feature = `
Feature: Orders
  Example: No rule
    Given a
  Rule: Cancelling
    Example: It works
      Given a
      Then b
    Scenario Outline: <what> works
      Then c
      Examples: some
        | what | more |
        | That | 1    |
        | This | 2    |
`;

describe('the result of a run', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'verdict-'));
  const file = path.join(folder, 'messages.ndjson');
  const write = (messages: unknown[]) =>
    fs.writeFileSync(file, messages.map((each) => `${JSON.stringify(each)}\n`).join(''));
  after(() => fs.rmSync(folder, { recursive: true }));

  it('names the scenarios that failed, and the first line of what they said', async () => {
    const message = 'AssertionError: it is 1\n  + 2\n    at somewhere (x.ts:1:1)';
    write(fakeRun(feature, (step) => (step === 'b' ? { status: 'FAILED', message } : undefined)));
    const { isComplete, paths, failed } = await readResult(file);
    expect(isComplete).to.equal(true);
    expect(paths).to.deep.equal([
      'Orders › No rule',
      'Orders › Cancelling › It works',
      'Orders › Cancelling › That works',
      'Orders › Cancelling › This works',
    ]);
    expect(failed.map((each) => [pathOf(each), each.why])).to.deep.equal([
      ['Orders › Cancelling › It works', 'The suite itself failed: AssertionError: it is 1'],
    ]);
  });

  it('counts a scenario that a hook failed, and one that is not defined', async () => {
    const failedHook = { status: 'FAILED', message: 'Error: a promise is broken' } as const;
    write(fakeRun(feature, (step) => (step === 'hook' ? failedHook : undefined)));
    expect((await readResult(file)).failed).to.have.lengthOf(4);
    write(fakeRun(feature, (step) => (step === 'c' ? { status: 'UNDEFINED' } : undefined)));
    const { failed } = await readResult(file);
    expect(failed.map(({ title, row }) => `${title} [${row}]`)).to.deep.equal([
      'That works [some: 1]',
      'This works [some: 2]',
    ]);
  });

  it('is not complete when the run broke off', async () => {
    write(fakeRun(feature, () => undefined).slice(0, -1));
    expect((await readResult(file)).isComplete).to.equal(false);
  });
});

describe('a scenario', () => {
  it('is at its own place and at those above it', () => {
    const path = 'Orders › Cancelling › It works';
    for (const place of ['Orders', 'Orders › Cancelling', path])
      expect(isAt(place, path)).to.equal(true);
    for (const place of ['Order', 'Orders › Cancel', 'Cancelling', `${path} › well`])
      expect(isAt(place, path)).to.equal(false);
  });
});
