import { expect } from 'chai';
import { figuresOf } from './figures';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the figures of a run', () => {
  it('are those of a sample', () => {
    const figures = figuresOf([9, 2, 4, 7, 4, 5, 4, 5]);
    expect(figures.count).to.equal(8);
    expect(figures.average).to.equal(5);
    expect(figures['standard deviation']).to.be.closeTo(2.13809, 0.00001);
    expect(figures.minimum).to.equal(2);
    expect(figures.p50).to.equal(4.5);
    expect(figures.maximum).to.equal(9);
  });

  it('interpolate percentiles between the two nearest, as PERCENTILE.INC does', () => {
    const figures = figuresOf(upTo(100));
    expect(figures.p50).to.be.closeTo(50.5, 1e-9);
    expect(figures.p75).to.be.closeTo(75.25, 1e-9);
    expect(figures.p90).to.be.closeTo(90.1, 1e-9);
    expect(figures.p99).to.be.closeTo(99.01, 1e-9);
  });

  it('say nothing of one in a thousand where there are fewer', () => {
    expect(figuresOf(upTo(999))).not.to.have.property('p99.9');
    expect(figuresOf(upTo(1000))['p99.9']).to.be.closeTo(999.001, 1e-9);
  });

  it('leave out what too few measurements cannot say', () => {
    expect(figuresOf([])).to.deep.equal({ count: 0 });
    expect(figuresOf([7])).to.include({ count: 1, average: 7, p99: 7 });
    expect(figuresOf([7])).not.to.have.property('standard deviation');
  });
});
