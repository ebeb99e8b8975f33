import { expect } from 'chai';
import { fakeRun } from '../run-model/fake-run';
import junitFormatter from './junit-formatter';

const feature = 'Feature: f\n  Example: one\n    Given a\n  Example: two\n    Given b\n';

/** The report of a run in which the first example passes at the second attempt. */
function report(strictFlaky: boolean): string {
  let xml = '';
  const failure = { status: 'FAILED', message: 'Error: not yet' } as const;
  const messages = fakeRun(
    feature,
    (step, attempt) => (step === 'a' && attempt === 0 ? failure : undefined),
    2,
  );
  junitFormatter.formatter({
    options: { strictFlaky },
    on: (_key, handler) => messages.forEach((message) => handler(message)),
    write: (text) => (xml += text),
  });
  return xml;
}

describe('the JUnit report of a flaky scenario', () => {
  it('counts it as passed and flaky', () => {
    expect(report(false))
      .to.include('<testsuite flakes="1" ')
      .and.include('tests="2"')
      .and.include('failures="0"');
  });

  it('counts it as failed where that fails the run, and says why', () => {
    const xml = report(true);
    expect(xml).to.include('tests="2"').and.include('failures="1"').and.not.include('flakes=');
    expect(xml).to.include(
      '<failure type="Flaky" message="passed only at attempt 2: it is flaky">',
    );
    expect(xml).to.include('Attempt 1 failed: not yet');
  });
});
