import { expect } from 'chai';
import { judgeRun } from '../verdict';
import { readRecorded } from './read-recorded';

/** Runs against platforms with one systematic fault, and the clauses that a reader would name. */
const recorded: { file: string; clauses: string[] }[] = [
  { file: 'time-off-by-1-ms', clauses: ['EVENT-3', 'PAGES-1'] }, // the blotter shows no such event
  { file: 'missing-field', clauses: ['EVENT-3'] },
  { file: 'wrong-media-type', clauses: ['REFUSE-2'] },
  { file: 'stale-read', clauses: ['READ-1', 'LIFE-2'] },
  { file: 'late-execution', clauses: ['TIME-4'] },
  { file: 'doubled-event', clauses: ['EVENT-1'] },
  { file: 'lost-event', clauses: ['EVENT-1'] },
  { file: 'wrong-sequence', clauses: ['EVENT-2'] },
  { file: 'rounded-quantity', clauses: ['PLACE-3'] },
  { file: 'overlapping-pages', clauses: ['PAGE-3'] },
];

describe('the reasons of a run that was recorded', () => {
  for (const { file, clauses } of recorded)
    it(`name what is broken: ${file}`, () => {
      const { reasons, exitCode } = judgeRun(readRecorded(file));
      expect(exitCode).to.equal(1);
      expect(reasons[0]?.key).to.equal(clauses[0]);
      expect(reasons.length).to.be.within(1, 2);
      for (const { key } of reasons) expect(clauses).to.include(key);
    });

  it('are at most five where three things are broken', () => {
    const { reasons } = judgeRun(readRecorded('three-faults'));
    const keys = reasons.map(({ key }) => key);
    expect(keys).to.include.members(['REFUSE-2', 'EVENT-3', 'PAGE-3']);
    expect(keys.length).to.be.at.most(5);
  });

  it('make at most two scenarios red where the events of one order alone are wrong', () => {
    const run = readRecorded('one-order');
    const failed = run.scenarios().filter(({ verdict }) => verdict === 'failed');
    expect(failed.length).to.be.at.most(2);
    const { reasons } = judgeRun(run);
    expect(reasons.map(({ key }) => key)).to.deep.equal(['EVENT-3']);
    expect(reasons[0]?.beside).to.have.lengthOf(1);
  });
});
