import { expect } from 'chai';
import type { Failure } from '../../support/contract/failure';
import { badge } from './badge';
import { conformanceOf } from './conformance';
import { failing, fakeModel } from './fake-conformance';
import type { Conformance } from './model';

const event: Failure = { kind: 'broken', clause: 'EVENT-3', sentence: '<the time> differs' };
const shown = (conformance: Conformance) =>
  [...badge(conformance).matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
const [good, doubtful, bad] = ['#136c38', '#835200', '#a3262a'];

/** As if what nobody has run were kept. */
function whole(conformance: Conformance): Conformance {
  const clauses = conformance.clauses.map((each) =>
    each.verdict === 'not exercised' ? { ...each, verdict: 'kept' as const } : each,
  );
  return { ...conformance, clauses };
}

describe('the badge', () => {
  it('is green where all is kept that is claimed, and says how much that is', () => {
    const all = whole(conformanceOf(fakeModel()));
    expect(shown(all)[1]).to.match(/^(\d\d) of \1 clauses kept$/);
    expect(badge(all)).to.include(good);
    const few = whole(conformanceOf(fakeModel({}, { claims: ['core', 'websocket'] })));
    expect(shown(few)[1]).to.match(/^(\d\d) of \1 clauses kept, 2 of 15 capabilities$/);
    expect(badge(few)).to.include(good);
  });

  it('is red where something is broken', () => {
    const broken = whole(conformanceOf(fakeModel({ one: failing(event) })));
    expect(shown(broken)[0]).to.equal('contract');
    expect(shown(broken)[1]).to.match(/^\d\d of \d\d clauses kept, 1 broken$/);
    expect(badge(broken)).to.include(bad).and.not.include(good);
  });

  it('is neither where not everything was judged, or a part of the suite has judged it', () => {
    expect(badge(conformanceOf(fakeModel()))).to.include(doubtful);
    const part = whole(conformanceOf(fakeModel({}, {}, { paths: ['features/orders'] })));
    expect(badge(part)).to.include(doubtful).and.include('As far as a part of the suite can tell');
    expect(shown(part)[1]).to.match(/ kept, part of the suite$/);
  });
});
