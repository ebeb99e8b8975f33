import { expect } from 'chai';
import { fakeRun } from './fake-run';
import { FlakyCounter } from '../../support/run/flaky';

const feature = 'Feature: f\n  Example: one\n    Given a\n  Example: two\n    Given b\n';

function flakyIn(attemptsToFail: Record<string, number>): number {
  const counter = new FlakyCounter();
  const messages = fakeRun(
    feature,
    (step, attempt) => (attempt < (attemptsToFail[step] ?? 0) ? { status: 'FAILED' } : undefined),
    2,
  );
  for (const message of messages) counter.follow(message);
  return counter.count;
}

describe('the number of flaky scenarios', () => {
  it('is that of those that passed at a later attempt', () => {
    expect(flakyIn({})).to.equal(0);
    expect(flakyIn({ a: 1 })).to.equal(1);
    expect(flakyIn({ a: 1, b: 2 })).to.equal(2);
  });

  it('leaves out those that never passed', () => {
    expect(flakyIn({ a: 3, b: 1 })).to.equal(1);
  });
});
