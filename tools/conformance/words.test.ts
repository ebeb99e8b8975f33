import { expect } from 'chai';
import { capabilities } from '../../support/contract/capabilities';
import type { Failure } from '../../support/contract/failure';
import { conformanceOf } from './conformance';
import { failing, fakeModel } from './fake-conformance';
import { sentenceOf } from './words';

const event: Failure = { kind: 'broken', clause: 'EVENT-3', sentence: 'the time differs' };
const late: Failure = { kind: 'unjudged', clause: 'SIO-4', sentence: 'it is late' };
const said = (...of: Parameters<typeof fakeModel>) => sentenceOf(conformanceOf(fakeModel(...of)));

describe('the conformance in a sentence', () => {
  it('says how many clauses are kept, and what becomes of the others', () => {
    const outcomes = { one: failing(event), four: failing(late) };
    expect(said(outcomes)).to.match(
      /^The platform keeps 1 of \d\d clauses of the whole contract: 1 broken, 1 could not be judged, \d\d not exercised$/,
    );
  });

  it('says what is known to be broken', () => {
    const known = [{ clause: 'EVENT-3', link: 'https://issues.example/1', until: '2999-12-31' }];
    expect(said({ one: failing(event) }, { known })).to.include(': 1 broken (1 known), ');
  });

  it('names what is claimed, or what is not where that is little', () => {
    expect(said({}, { claims: ['core', 'recovery', 'websocket'] })).to.include(
      'clauses of core, recovery and websocket: ',
    );
    const claims = capabilities.filter((each) => each !== 'pages');
    expect(said({}, { claims })).to.include('clauses of the whole contract but pages: ');
  });

  it('says so where it rests on a part of the suite', () => {
    expect(said({}, {}, { tags: '@EVENT-1' })).to.match(
      /^As far as a part of the suite can tell, the platform keeps 3 of/,
    );
  });
});
