import { expect } from 'chai';
import { createDelay, createRandom } from './delays';

describe('random delays', () => {
  const draw = (times: number, delay: () => number) => Array.from({ length: times }, delay);

  it('reach both ends of their range and nothing beyond', () => {
    const range = { fromMs: 100, toMs: 1000 };
    expect(createDelay(range, () => 0)()).to.equal(100);
    expect(createDelay(range, () => 1 - Number.EPSILON)()).to.equal(1000);
    expect(createDelay({ fromMs: 0, toMs: 0 }, Math.random)()).to.equal(0);
  });

  it('are uniform over the range', () => {
    const delays = draw(10_000, createDelay({ fromMs: 0, toMs: 9 }, createRandom(7).endpoint));
    for (let ms = 0; ms <= 9; ms++) {
      // 1000 are expected of each; 150 are five standard deviations.
      expect(delays.filter((delay) => delay === ms).length).to.be.within(850, 1150);
    }
  });

  it('repeat with the same seed and differ with another', () => {
    const range = { fromMs: 0, toMs: 1_000_000 };
    const first = (seed?: number) => draw(5, createDelay(range, createRandom(seed).execution));
    expect(first(1)).to.deep.equal(first(1));
    expect(first(1)).to.not.deep.equal(first(2));
    expect(first()).to.not.deep.equal(first());
  });

  it('of executions do not depend on how many requests were delayed', () => {
    const undisturbed = createRandom(1);
    const disturbed = createRandom(1);
    draw(3, disturbed.endpoint);
    expect(draw(5, disturbed.execution)).to.deep.equal(draw(5, undisturbed.execution));
  });
});
