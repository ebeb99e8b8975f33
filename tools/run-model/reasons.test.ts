import type { Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import type { Failure } from '../../support/contract/failure';
import { dataMediaTypes } from '../../support/evidence/data-attachment';
import { RunInfo } from '../../support/run/run-info';
import { fakeRun, type FakeOutcome } from './fake-run';
import { runMessage } from './run-message';
import { RunModel } from './run-model';
import { besideLines, judgeRun, reasonsInWords } from './verdict';

const feature = `Feature: f
  @EVENT-3
  Rule: r
    Example: one
      Given one
    Example: two
      Given two
    Example: three
      Given three
`;
const event: Failure = { kind: 'broken', clause: 'EVENT-3', sentence: 'the time differs' };
const read: Failure = { kind: 'broken', clause: 'READ-1', sentence: 'it is stale' };
const unjudged: Failure = { kind: 'unjudged', clause: 'TIME-1', sentence: 'it is late' };
const suite: Failure = { kind: 'suite', sentence: 'TypeError: x' };

function failing(...failures: Failure[]): FakeOutcome {
  const attachments = [{ mediaType: dataMediaTypes.failures, body: JSON.stringify(failures) }];
  return { status: 'FAILED', message: 'Failure', attachments };
}
function judged(outcomes: Record<string, FakeOutcome>, ...more: Envelope[]) {
  return judgeRun(new RunModel([...fakeRun(feature, (step) => outcomes[step]), ...more]));
}
const knownUntil = (until: string, entry: object = { clause: 'EVENT-3' }) => {
  const info = new RunInfo();
  info.known = [{ link: 'https://issues.example/1', until, ...entry }];
  return runMessage({ info });
};

describe('the reasons of a run', () => {
  it('are none where all is well', () => {
    expect(judged({})).to.deep.equal({ exitCode: 0, reasons: [], known: [], troubles: [] });
  });

  it('are one for all that one fault does, also where it has consequences', () => {
    const { reasons, exitCode } = judged({
      one: failing(event),
      two: failing(read, event),
      three: failing(suite, event),
    });
    expect(exitCode).to.equal(1);
    expect(reasons.map(({ key, scenarios }) => [key, scenarios.length])).to.deep.equal([
      ['EVENT-3', 3],
    ]);
    expect(reasonsInWords(reasons)).to.equal('3 scenarios fail, for 1 reason');
    expect(reasons[0]?.title).to.match(/^EVENT-3 {2}An event agrees with the order/);
    expect(reasons[0]?.ways).to.deep.equal([{ sentence: 'the time differs', count: 3 }]);
  });

  it('are several where several things are broken, the commonest first', () => {
    const { reasons } = judged({ one: failing(read), two: failing(event), three: failing(event) });
    expect(reasons.map(({ key }) => key)).to.deep.equal(['EVENT-3', 'READ-1']);
  });

  it('are as particular as they can be, and as general as they have to be', () => {
    const recovered: Failure = { ...event, clause: 'SIO-4', general: 'EVENT-1' };
    const lost: Failure = { ...event, clause: 'EVENT-1' };
    expect(judged({ one: failing(recovered) }).reasons[0]?.key).to.equal('SIO-4');
    const { reasons } = judged({
      one: failing(recovered),
      two: failing(lost),
      three: failing(lost),
    });
    expect(reasons.map(({ key }) => key)).to.deep.equal(['EVENT-1']);
  });

  it('tell what could not be judged apart, by the exit code as well', () => {
    const { reasons, exitCode } = judged({ one: failing(unjudged) });
    expect(exitCode).to.equal(3);
    expect(reasonsInWords(reasons)).to.equal('1 scenario could not be judged');
    expect(judged({ one: failing(unjudged), two: failing(event) }).exitCode).to.equal(1);
    expect(judged({ one: failing(unjudged, event) }).reasons[0]?.key).to.equal('EVENT-3');
  });

  it('tell what is known to fail apart, which does not fail the run', () => {
    const { exitCode, known, reasons } = judged({ one: failing(event) }, knownUntil('2999-12-31'));
    expect({ exitCode, known: known.length, reasons }).to.deep.equal({
      ...{ exitCode: 0, known: 1, reasons: [] },
    });
    expect(judged({ one: failing(event, read) }, knownUntil('2999-12-31')).exitCode).to.equal(1);
  });

  it('take an entry for what fails where it names the more general of two clauses', () => {
    const recovered: Failure = { ...event, clause: 'SIO-4', general: 'EVENT-3' };
    const listed = knownUntil('2999-12-31', { clause: 'EVENT-3' });
    const { exitCode, troubles } = judged({ one: failing(recovered) }, listed);
    expect({ exitCode, troubles }).to.deep.equal({ exitCode: 0, troubles: [] });
  });

  it('include what is listed as known and passes, or is past its day', () => {
    const passes = judged({}, knownUntil('2999-12-31'));
    expect(passes.exitCode).to.equal(1);
    expect(passes.troubles[0]).to.include('does not fail: take it off the list');
    const past = judged({ one: failing(event) }, knownUntil('1969-12-31'));
    expect(past.troubles[0]).to.include('until 1969-12-31, which is past');
    const byTitle = knownUntil('2999-12-31', { clause: undefined, scenario: 'two' });
    expect(judged({ two: failing(read) }, byTitle).exitCode).to.equal(0);
    expect(judged({}, byTitle).exitCode).to.equal(1);
    const elsewhere = knownUntil('2999-12-31', { clause: undefined, scenario: 'not run' });
    expect(judged({}, elsewhere).exitCode).to.equal(0);
  });

  const placed = (orders: string[]) => ({
    mediaType: dataMediaTypes.evidence,
    body: JSON.stringify({ steps: [], seen: [], omitted: [], foreign: {}, placed: orders }),
  });
  const beside = (...failures: Failure[]) => ({
    mediaType: dataMediaTypes.beside,
    body: JSON.stringify(failures),
  });

  it('tell once what several have seen of an order of another, which fails the run', () => {
    const foreign: Failure = { ...event, order: 'o-1' };
    const { reasons, exitCode } = judged({
      one: { attachments: [placed(['o-1'])] },
      two: { attachments: [beside(foreign)] },
      three: { attachments: [beside(foreign, foreign)] },
    });
    expect(exitCode).to.equal(1);
    expect(reasons).to.have.lengthOf(1);
    expect(reasons[0]?.scenarios).to.deep.equal([]);
    expect(reasons[0]?.beside).to.have.lengthOf(1);
    expect(reasons[0]?.beside[0]?.placedBy?.title).to.equal('one');
  });

  it('do not tell it again where the scenario that placed the order has failed for it', () => {
    const own = failing({ ...event, order: 'o-1' });
    const { reasons } = judged({
      one: { ...own, attachments: [...(own.attachments ?? []), placed(['o-1'])] },
      two: { attachments: [beside({ ...event, order: 'o-1' })] },
    });
    expect(reasons[0]?.scenarios).to.have.lengthOf(1);
    expect(reasons[0]?.beside).to.deep.equal([]);
  });

  const witnessed = (witnessed: Record<string, Failure[]>, more: Partial<RunInfo> = {}) =>
    runMessage({ info: Object.assign(new RunInfo(), { witnessed, ...more }) });
  const attempts = new RunModel([...fakeRun(feature, () => undefined)])
    .scenarios()
    .map((each) => each.attempts.at(-1)?.id ?? '');
  const [first = '', second = ''] = attempts;

  it('tell what the witness of the run has seen, as what scenarios have of others', () => {
    const lost: Failure = { kind: 'broken', clause: 'EVENT-1', sentence: 'left out', order: 'o-1' };
    const { reasons, exitCode } = judged({}, witnessed({ [first]: [lost], [second]: [lost] }));
    expect(exitCode).to.equal(1);
    expect(reasons.map(({ key, beside }) => [key, beside[0]?.seenBy])).to.deep.equal([
      ['EVENT-1', 2],
    ]);
    expect(reasonsInWords(reasons)).to.equal('1 fault seen beside the scenarios');
  });

  it('tell it under the more particular reason where scenarios have failed for that', () => {
    const lost: Failure = { kind: 'broken', clause: 'EVENT-1', sentence: 'left out', order: 'o-1' };
    const recovered: Failure = { ...event, clause: 'SIO-4', general: 'EVENT-1' };
    const { reasons } = judged({ three: failing(recovered) }, witnessed({ [first]: [lost] }));
    expect(reasons.map(({ key, beside }) => [key, beside.length])).to.deep.equal([['SIO-4', 1]]);
  });

  it('tell what the witness could not judge as such', () => {
    const { reasons, exitCode } = judged({}, witnessed({ [first]: [unjudged] }));
    expect(exitCode).to.equal(3);
    expect(reasonsInWords(reasons)).to.equal('1 thing beside the scenarios could not be judged');
    expect(besideLines(reasons[0])).to.deep.equal(['it is late (seen by 1 scenario)']);
  });

  it('tell of a witness that heard nothing as of the platform that was away', () => {
    const silent: Failure = { kind: 'silent', sentence: 'it cannot subscribe' };
    const platform = { baseUrl: 'http://x', version: '1', own: true, died: 'exit code 1' };
    const { reasons } = judged({}, witnessed({ [first]: [silent] }, { platform }));
    expect(reasons.map(({ title }) => title)).to.deep.equal(['the platform ended during the run']);
    expect(judged({}, witnessed({ [first]: [silent] })).reasons[0]?.title).to.equal(
      'it cannot subscribe',
    );
  });

  it('are one where the platform was restarted in the middle', () => {
    const info = new RunInfo();
    const incidents = [{ what: 'restarted' as const, from: -1, to: 1 }];
    info.platform = { baseUrl: 'http://x', version: '1', own: false, incidents };
    const { reasons } = judged(
      { one: failing(read), two: failing(event), three: failing(suite) },
      runMessage({ info }),
    );
    expect(reasons.map(({ title, scenarios }) => [title, scenarios.length])).to.deep.equal([
      ['the platform was restarted during the run', 3],
    ]);
  });

  it('suggest a setting where orders are executed later than was said', () => {
    const late = failing({ ...event, clause: 'TIME-4', hint: 'late execution' });
    const { reasons } = judged({ one: late, two: late });
    expect(reasons[0]?.advice).to.include('EXECUTION_DELAY_MS');
  });

  it('suggest more time, and nothing else, where the machine was too slow', () => {
    const late = failing({ ...unjudged, clause: 'TIME-4', hint: 'late execution' });
    const { reasons } = judged({ one: late, two: late });
    expect(reasons[0]?.advice).to.include('DEADLINE_FACTOR').and.not.include('EXECUTION_DELAY_MS');
  });

  it('come after all others where they say that nothing could be judged', () => {
    const late = failing(unjudged);
    const { reasons } = judged({ one: late, two: late, three: failing(event) });
    expect(reasons.map(({ kind }) => kind)).to.deep.equal(['broken', 'unjudged']);
  });
});
