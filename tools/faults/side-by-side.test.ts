import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { sideBySide } from './side-by-side';

describe('things done side by side', () => {
  it('are so many at a time, begin in their order, and come back in it', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const outcomes = await sideBySide([30, 20, 10, 1, 1], 2, async (ms) => {
      begun.push(ms);
      running += 1;
      most = Math.max(most, running);
      await pause(ms);
      running -= 1;
      return ms * 2;
    });
    expect(most).to.equal(2);
    expect(begun).to.deep.equal([30, 20, 10, 1, 1]);
    expect(outcomes).to.deep.equal([60, 40, 20, 2, 2]);
  });

  it('fail together when one of them fails', async () => {
    const failing = sideBySide([1, 2], 1, () => Promise.reject(new Error('no')));
    expect(await failing.catch((error: Error) => error.message)).to.equal('no');
  });
});
