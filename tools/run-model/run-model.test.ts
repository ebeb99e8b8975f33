import type { Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { fakeRun, type FakeOutcome } from './fake-run';
import { RunModel } from './run-model';

const feature = `Feature: f
  Rule: r
    Example: one
      Given a
    Example: two
      Given b
`;
const failed: FakeOutcome = { status: 'FAILED', message: 'Error: no' };
const verdicts = (messages: Envelope[]) =>
  new RunModel(messages).scenarios().map(({ verdict }) => verdict);
const runWith = (outcome: FakeOutcome | undefined) =>
  fakeRun(feature, (step) => (step === 'a' ? outcome : undefined));

describe('the model of a run', () => {
  it('knows how each scenario ended', () => {
    expect(verdicts(runWith(undefined))).to.deep.equal(['passed', 'passed']);
    expect(verdicts(runWith({ status: 'SKIPPED' }))).to.deep.equal(['skipped', 'passed']);
    for (const status of ['FAILED', 'UNDEFINED', 'PENDING', 'AMBIGUOUS'] as const)
      expect(verdicts(runWith({ status })), status).to.deep.equal(['failed', 'passed']);
  });

  it('counts what failed first and passed then as flaky, and keeps each attempt', () => {
    const messages = fakeRun(
      feature,
      (step, attempt) => {
        return step === 'a' && attempt === 0 ? failed : undefined;
      },
      1,
    );
    const [one] = new RunModel(messages).scenarios();
    expect(one).to.include({ verdict: 'flaky' });
    expect(
      one?.attempts.map(({ number, status, willBeRetried }) => ({ number, status, willBeRetried })),
    ).to.deep.equal([
      { number: 1, status: 'FAILED', willBeRetried: true },
      { number: 2, status: 'PASSED', willBeRetried: false },
    ]);
  });

  it('does not take for passed what never ended', () => {
    const messages = fakeRun(feature, () => undefined);
    const end = messages.findIndex(({ testCaseFinished }) => testCaseFinished);
    const lost = messages.filter((_, index) => index !== end);
    expect(verdicts(lost)).to.deep.equal(['failed', 'passed']);
    expect(verdicts(messages.slice(0, end))).to.deep.equal(['unrun', 'unrun']);
  });

  it('knows of a run that was broken off what was under way and what had failed', () => {
    const messages = runWith(failed);
    const end = messages.findIndex(({ testCaseFinished }) => testCaseFinished);
    expect(new RunModel(messages.slice(0, end)).end).to.equal('interrupted');
    expect(verdicts(messages.slice(0, end))).to.deep.equal(['failed', 'unrun']);
    expect(new RunModel([]).end).to.equal('never begun');
  });

  it('gives an attempt as it ends', () => {
    const run = new RunModel(runWith(failed));
    const [first] = run.scenarios()[0]?.attempts ?? [];
    const attempt = run.attempt(first?.id ?? '');
    expect(attempt.steps.map(({ text, result }) => [text, result.status])).to.deep.equal([
      ['a', 'FAILED'],
      [undefined, 'PASSED'],
    ]);
    expect(attempt.name).to.include({ feature: 'f', rule: 'r', title: 'one', line: 3 });
    expect(() => run.attempt('x')).to.throw('say nothing of the attempt x');
  });
});
