import { expect } from 'chai';
import { Sequences } from './sequences';

describe('sequences', () => {
  it("are the platform's own while nothing is invented", () => {
    const sequences = new Sequences();
    expect([1, 2, 5].map((each) => sequences.shown(each))).to.deep.equal([1, 2, 5]);
  });

  it('make room for invented events, and stay the same for those before', () => {
    const sequences = new Sequences();
    sequences.shown(7);
    expect([sequences.next(), sequences.next()]).to.deep.equal([8, 9]);
    expect([7, 8, 9].map((each) => sequences.shown(each))).to.deep.equal([7, 10, 11]);
    expect(sequences.next()).to.equal(12);
    expect([7, 9, 10].map((each) => sequences.shown(each))).to.deep.equal([7, 11, 13]);
  });

  it('lead back to what the platform means', () => {
    const sequences = new Sequences();
    sequences.shown(7);
    sequences.next();
    sequences.shown(9);
    sequences.next();
    for (const own of [1, 7, 8, 9, 10]) expect(sequences.meant(sequences.shown(own))).to.equal(own);
    expect(sequences.meant(8), 'an invented one').to.equal(7);
  });
});
