import { expect } from 'chai';
import { readDeadlineFactor } from './deadline-factor';

describe('DEADLINE_FACTOR', () => {
  it('is nothing when nothing is said', () => {
    expect(readDeadlineFactor(undefined)).to.equal(undefined);
    expect(readDeadlineFactor(' ')).to.equal(undefined);
  });

  it('may be a fraction', () => {
    expect(readDeadlineFactor('2.5')).to.equal(2.5);
    expect(readDeadlineFactor('0.1')).to.equal(0.1);
  });

  for (const value of ['slow', '0.05', '0', '-1', '1000', '2x'])
    it(`is refused by name when it is "${value}"`, () => {
      expect(() => readDeadlineFactor(value)).to.throw(`DEADLINE_FACTOR: "${value}" is not`);
    });
});
