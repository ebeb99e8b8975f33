import { expect } from 'chai';
import { didYouMean, likeliest, unlikeness } from './did-you-mean';

describe('did you mean', () => {
  const statuses = ['PENDING', 'EXECUTED', 'CANCELLED'];
  const meant: [string, string | undefined][] = [
    ['EXECTED', 'EXECUTED'],
    ['executed', 'EXECUTED'],
    ['CANCELED', 'CANCELLED'],
    ['pendnig', 'PENDING'],
    ['FILLED', undefined],
    ['', undefined],
  ];
  for (const [word, option] of meant)
    it(`takes "${word}" for ${option ?? 'nothing that there is'}`, () => {
      expect(likeliest(word, statuses)).to.equal(option);
    });

  it('is a question, or nothing', () => {
    expect(didYouMean('EXECTED', statuses)).to.equal(' Did you mean "EXECUTED"?');
    expect(didYouMean('x', statuses)).to.equal('');
    expect(didYouMean('x', [])).to.equal('');
  });

  it('tells words of other letters from words of other capitals', () => {
    expect(unlikeness('a', 'a')).to.equal(0);
    expect(unlikeness('A', 'a')).to.be.above(0).and.below(0.05);
    expect(unlikeness('abc', 'xyz')).to.equal(1);
  });

  it('takes letters in another order for one mistake', () => {
    expect(likeliest('sdie', ['order', 'side'])).to.equal('side');
    expect(unlikeness('sdie', 'side')).to.equal(0.25);
  });
});
