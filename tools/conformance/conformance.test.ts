import { expect } from 'chai';
import { capabilities } from '../../support/contract/capabilities';
import { clauses } from '../../support/contract/clauses';
import type { Failure } from '../../support/contract/failure';
import { dataMediaTypes, whySkipped } from '../../support/evidence/data-attachment';
import { readRecorded } from '../run-model/recorded/read-recorded';
import { conformanceOf } from './conformance';
import { failing, fakeModel } from './fake-conformance';

const event: Failure = { kind: 'broken', clause: 'EVENT-3', sentence: 'the time differs' };
const lost: Failure = { kind: 'broken', clause: 'EVENT-1', sentence: 'it is lost' };
const recovered: Failure = { ...lost, clause: 'SIO-4', general: 'EVENT-1' };
const late: Failure = { kind: 'unjudged', clause: 'EVENT-3', sentence: 'it is late' };
const mistake: Failure = { kind: 'mistake', sentence: 'no such order' };
const entry = { clause: 'EVENT-3', link: 'https://issues.example/1', until: '2999-12-31' };

function judged(id: string, ...of: Parameters<typeof fakeModel>) {
  const found = conformanceOf(fakeModel(...of)).clauses.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} is missing`);
  return found;
}
const verdictOf = (...of: Parameters<typeof judged>) => judged(...of).verdict;

describe('what a run says of a clause', () => {
  it('is there for each clause, with its whole text, its scenarios and its faults', () => {
    const conformance = conformanceOf(fakeModel());
    expect(conformance.clauses.map(({ id }) => id)).to.deep.equal([...clauses.keys()]);
    const first = judged('EVENT-1');
    expect(first.text).to.match(/^Per order: .* Every subscriber gets every event/);
    const titles = first.scenarios.map(({ name }) => name.title);
    expect(titles).to.have.members(['one', 'two', 'three']);
    expect(first.faults.map(({ name }) => name)).to.include('CANCELLED events are not sent');
  });

  it('is that it is kept where a scenario passed and nothing broke it', () => {
    expect(judged('EVENT-1')).to.include({ verdict: 'kept' }).and.to.deep.include({ why: [] });
    expect(verdictOf('EVENT-3', { one: failing(mistake) })).to.equal('kept');
  });

  it('is that it is broken where any failure names it, whatever the scenario is about', () => {
    expect(judged('EVENT-3', { one: failing(event) })).to.deep.include({
      verdict: 'broken',
      why: ['the time differs (1 scenario)'],
      known: [],
    });
    expect(verdictOf('EVENT-3', { three: failing(event) })).to.equal('broken');
    expect(verdictOf('PAGE-1', { three: failing({ ...event, clause: 'PAGE-1' }) })).to.equal(
      'broken',
    );
  });

  it('is that it is broken where that was seen beside the scenarios alone', () => {
    const body = JSON.stringify([{ ...event, order: 'o-1' }]);
    const attachments = [{ mediaType: dataMediaTypes.beside, body }];
    expect(judged('EVENT-3', { four: { attachments } })).to.deep.include({
      verdict: 'broken',
      why: ['the time differs (1 order seen beside the scenarios)'],
    });
  });

  it('is neither kept nor broken by a scenario that failed for another one', () => {
    const both = { one: failing(lost), two: failing(lost) };
    expect(judged('EVENT-3', both)).to.deep.include({
      verdict: 'could not be judged',
      why: ['EVENT-1 is broken: it is lost (2 scenarios)'],
    });
    expect(verdictOf('EVENT-1', both)).to.equal('broken');
    expect(verdictOf('EVENT-3', { one: failing(lost) })).to.equal('kept');
  });

  it('is that it could not be judged where a failure says so, though others passed', () => {
    expect(judged('EVENT-3', { one: failing(late) })).to.deep.include({
      verdict: 'could not be judged',
      why: ['it is late (1 scenario)'],
    });
    expect(verdictOf('EVENT-3', { one: failing(late), two: failing(event) })).to.equal('broken');
  });

  it('is not that it is broken by a mistake in a feature, or in the suite', () => {
    for (const kind of ['mistake', 'suite'] as const)
      expect(verdictOf('EVENT-3', { one: failing({ ...event, kind }) })).to.equal('kept');
  });

  it('is as particular as the reasons of the run', () => {
    const one = { four: failing(recovered) };
    expect(verdictOf('SIO-4', one)).to.equal('broken');
    expect(verdictOf('EVENT-1', one)).to.equal('kept');
    const general = { ...one, one: failing(lost), two: failing(lost) };
    expect(verdictOf('SIO-4', general)).to.equal('could not be judged');
    expect(verdictOf('EVENT-1', general)).to.equal('broken');
  });

  it('is that it is not claimed where its capability is not, and the general one is to blame', () => {
    const claims = capabilities.filter((each) => each !== 'recovery');
    const one = { four: failing(recovered) };
    expect(judged('SIO-4', one, { claims })).to.deep.include({
      verdict: 'not claimed',
      why: ['the platform does not claim recovery'],
    });
    expect(verdictOf('EVENT-1', one, { claims })).to.equal('broken');
  });

  it('is that it was not exercised where none of its scenarios was run to its end', () => {
    expect(judged('PAGE-1').why).to.deep.equal(['none of its scenarios was selected']);
    const attachments = [{ fileName: whySkipped, body: 'there is no browser' }];
    const skipped = { four: { status: 'SKIPPED' as const, attachments } };
    expect(judged('SIO-4', skipped)).to.deep.include({
      verdict: 'not exercised',
      why: ['skipped: there is no browser (1 scenario)'],
    });
    const endless = judged('SIO-4', {}, {}, {}, { isCutOff: true });
    expect(endless).to.deep.include({
      verdict: 'not exercised',
      why: ['it was not run to its end (1 scenario)'],
    });
  });

  it('is that it is broken, and by which entry that is known, where all of it is', () => {
    const one = { one: failing(event) };
    expect(judged('EVENT-3', one, { known: [entry] })).to.deep.include({
      ...{ verdict: 'broken', known: [entry] },
    });
    const scenario = { scenario: 'one', link: entry.link, until: entry.until };
    expect(judged('EVENT-3', one, { known: [scenario] }).known).to.deep.equal([scenario]);
    const more = { ...one, two: failing(event) };
    expect(judged('EVENT-3', more, { known: [scenario] })).to.deep.include({
      ...{ verdict: 'broken', known: [] },
    });
  });

  it('is nothing against it where the platform was restarted meanwhile', () => {
    const incidents = [{ what: 'restarted' as const, from: -1, to: 1 }];
    const platform = { baseUrl: 'http://x', version: '1', own: false, incidents };
    const all = { one: failing(event), two: failing(event), three: failing(lost) };
    expect(judged('EVENT-3', all, { platform })).to.deep.include({
      verdict: 'could not be judged',
      why: ['the platform was restarted during the run (2 scenarios)'],
    });
  });

  it('counts what passed when it was tried again as passed, but not in a strict run', () => {
    const one = { one: failing(event) };
    expect(verdictOf('EVENT-3', one, {}, {}, { retries: 1 })).to.equal('kept');
    expect(verdictOf('SIO-4', { four: failing(lost) }, {}, {}, { retries: 1 })).to.equal('kept');
    const strict = { strictFlaky: true };
    expect(verdictOf('EVENT-3', one, {}, strict, { retries: 1 })).to.equal('broken');
  });
});

describe('what runs that were recorded say of the contract', () => {
  const brokenIn = (file: string) =>
    conformanceOf(readRecorded(file))
      .clauses.filter(({ verdict }) => verdict === 'broken')
      .map(({ id }) => id);

  for (const [file, clause] of [
    ['missing-field', 'EVENT-3'],
    ['wrong-media-type', 'REFUSE-2'],
    ['late-execution', 'TIME-4'],
    ['doubled-event', 'EVENT-1'],
    ['lost-event', 'EVENT-1'],
    ['wrong-sequence', 'EVENT-2'],
    ['rounded-quantity', 'PLACE-3'],
    ['overlapping-pages', 'PAGE-3'],
  ] as const)
    it(`names the clause that is broken: ${file}`, () => {
      expect(brokenIn(file)).to.include(clause);
    });

  it('names three where three things are broken', () => {
    expect(brokenIn('three-faults')).to.include.members(['REFUSE-2', 'EVENT-3', 'PAGE-3']);
  });
});
