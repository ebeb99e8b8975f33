import { expect } from 'chai';
import { readExecutionDelay } from './execution-delay';

describe('EXECUTION_DELAY_MS', () => {
  it('is nothing when nothing is said', () => {
    expect(readExecutionDelay(undefined)).to.equal(undefined);
    expect(readExecutionDelay(' ')).to.equal(undefined);
  });

  it('is the range that the platform was started with', () => {
    expect(readExecutionDelay('20-40')).to.deep.equal({ min: 20, max: 40 });
  });

  for (const value of ['fast', '20', '40-20', '20-', '-20-40'])
    it(`is refused by name when it is "${value}"`, () => {
      expect(() => readExecutionDelay(value)).to.throw(`EXECUTION_DELAY_MS: "${value}" is not`);
    });
});
