import { expect } from 'chai';
import { Figures, ratios, summaryOf } from './figures';

const placed = {
  measurement: 'placing',
  name: 'orders',
  subject: 'platform',
  unit: '/s',
  better: 'more',
} as const;

describe('the figures of a bench', () => {
  it('are summed up by the median of their rounds, the lowest and the highest', () => {
    expect(summaryOf([9, 1, 4])).to.deep.equal({ median: 4, min: 1, max: 9 });
    expect(summaryOf([9, 1, 4, 5])).to.deep.equal({ median: 4.5, min: 1, max: 9 });
  });

  it('are divided round by round, so that a slow moment of the machine counts for both sides', () => {
    expect(ratios([100, 10, 120], [50, 5, 60])).to.deep.equal([2, 2, 2]);
    expect(() => ratios([1, 2], [1])).to.throw('pairs');
  });

  it('gather the rounds of each subject', () => {
    const figures = new Figures();
    figures.add(placed, 10);
    figures.add({ ...placed, subject: 'other' }, 7);
    figures.add(placed, 20);
    expect(figures.find('placing', 'orders', 'platform')?.rounds).to.deep.equal([10, 20]);
    expect(figures.find('placing', 'orders', 'nobody')).to.equal(undefined);
    expect(figures.of('placing').map(({ subject, median }) => [subject, median])).to.deep.equal([
      ['platform', 15],
      ['other', 7],
    ]);
    expect(figures.of('list')).to.deep.equal([]);
  });

  it('refuse what is no measurement', () => {
    for (const value of [NaN, Infinity]) {
      expect(() => new Figures().add(placed, value)).to.throw(`placing, orders: ${value}`);
    }
  });
});
