import { AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { capabilities } from '../contract/capabilities';
import { dataMediaTypes } from './data-attachment';
import { contractItems } from '../contract/exercised/contract-items';
import { CoverageCollector, coverageLines } from './coverage';

const ids = contractItems().map(({ id }) => id);
const full = 'POST /orders → 503';

describe('contract coverage', () => {
  const said = (testCaseStartedId: string, counted: readonly string[]): Envelope => ({
    attachment: {
      testCaseStartedId,
      testStepId: 'hook',
      mediaType: dataMediaTypes.coverage,
      contentEncoding: AttachmentContentEncoding.IDENTITY,
      body: JSON.stringify(Object.fromEntries(counted.map((id) => [id, 2]))),
    },
  });
  const collect = (...envelopes: Envelope[]) => {
    const collector = new CoverageCollector();
    envelopes.forEach((each) => collector.follow(each));
    return collector;
  };

  it('is 100 % when every item was exercised, and says how often and by how many', () => {
    const coverage = collect(said('a', ids), said('b', [full])).coverage({ ownPlatform: true });
    expect(coverage).to.include({ percent: 100, total: ids.length, exercised: ids.length });
    expect(coverage.items.find(({ id }) => id === full)).to.include({ times: 4, scenarios: 2 });
  });

  it('names what is missing, and never rounds up to 100 %', () => {
    const coverage = collect(said('a', ids.slice(1))).coverage({ ownPlatform: true });
    expect(coverage.missing).to.deep.equal([ids[0]]);
    expect(coverage.percent).to.be.below(100);
    expect(coverageLines(coverage, true).join('\n')).to.include(`never exercised: ${ids[0]}`);
    expect(coverageLines(coverage, false).join('\n')).not.to.include('never');
  });

  it('expects nothing of another platform that only one started for it can say', () => {
    const without = ids.filter((id) => !id.startsWith(full));
    const coverage = collect(said('a', without)).coverage({ ownPlatform: false });
    expect(coverage.percent).to.equal(100);
    expect(coverage.outOfReach).to.deep.equal([full, `${full}, Retry-After`]);
  });

  it('expects nothing that the platform does not claim', () => {
    const isOfKeys = (id: string) => /Idempotency-Key: (given|wrong)|→ 422/.test(id);
    const without = ids.filter((id) => !isOfKeys(id));
    const claims = capabilities.filter((each) => each !== 'idempotency');
    const coverage = collect(said('a', without)).coverage({ ownPlatform: true, claims });
    expect(coverage.percent).to.equal(100);
    expect(coverage.unclaimed).to.deep.equal(ids.filter(isOfKeys));
    expect(coverageLines(coverage, true)).to.include('not claimed by the platform: 3 more');
  });

  it('does not count an attempt that was made again', () => {
    const timestamp = { seconds: 0, nanos: 0 };
    const again = { testCaseStartedId: 'a', timestamp, willBeRetried: true };
    const coverage = collect(said('a', ids), { testCaseFinished: again }).coverage({
      ownPlatform: true,
    });
    expect(coverage.exercised).to.equal(0);
  });
});
