import { expect } from 'chai';
import { fakeReport, tryTwice } from '../fake-report';
import type { Report } from './report';
import { conclusionOf, scenariosOf } from './conclusion';

const feature = `Feature: f
  Example: e
    Given a
  Example: g
    Given b
`;
/** As if nobody had narrowed the run. */
const whole = (report: Report, missing: string[]): Report => ({
  ...report,
  run: { ...report.run, tags: '' },
  ...(report.coverage && { coverage: { ...report.coverage, missing } }),
});

describe('the verdict', () => {
  it('is good when every scenario passes', () => {
    expect(conclusionOf(fakeReport(feature))).to.deep.equal({
      kind: 'good',
      words: 'All 2 scenarios pass',
      remarks: [],
    });
  });

  it('says how many are broken', () => {
    const report = fakeReport(feature, (step) => (step === 'a' ? { status: 'FAILED' } : {}));
    expect(conclusionOf(report)).to.include({
      kind: 'bad',
      words: '1 of 2 scenarios fails, for one reason',
    });
  });

  it('is doubtful when something passed only when tried again, or was skipped', () => {
    const flaky = fakeReport(feature, undefined, (all) => tryTwice(all, 'Error: x'));
    expect(conclusionOf(flaky)).to.include({
      kind: 'doubtful',
      words: 'All 2 scenarios pass, 2 of them not at once',
    });
    const skipped = fakeReport(feature, (step) => (step === 'a' ? { status: 'SKIPPED' } : {}));
    expect(conclusionOf(skipped).kind).to.equal('doubtful');
  });

  it('does not count what is known to fail as passed', () => {
    const report = fakeReport(feature);
    const [first] = scenariosOf(report);
    if (first) first.outcome = 'known';
    expect(conclusionOf(report)).to.include({
      kind: 'good',
      words: '1 of 2 scenarios pass, 1 known to fail',
    });
  });

  it('is bad when the whole suite leaves out something that the contract documents', () => {
    expect(conclusionOf(whole(fakeReport(feature), [])).kind).to.equal('good');
    const incomplete = conclusionOf(whole(fakeReport(feature), ['POST /orders → 503']));
    expect(incomplete.kind).to.equal('bad');
    expect(incomplete.remarks.join()).to.include('never exercised');
  });

  it('is bad when the platform ended, or the run was broken off or never begun', () => {
    const report = fakeReport(feature);
    const platform = { baseUrl: 'x', version: '1', own: true, died: 'exit code 7' };
    const died = conclusionOf({ ...report, run: { ...report.run, platform } });
    expect(died.kind).to.equal('bad');
    expect(died.remarks.join()).to.include('exit code 7');
    expect(conclusionOf({ ...report, end: 'interrupted' }).words).to.include('broken off');
    const never = conclusionOf({ ...report, end: 'never begun', run: { gaveUp: 'no platform' } });
    expect(never).to.include({ kind: 'bad', words: 'Nothing was checked' });
    expect(never.remarks).to.deep.equal(['no platform']);
  });
});
