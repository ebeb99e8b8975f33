import { expect } from 'chai';
import { withEach } from './at-once';

describe('many things at a time', () => {
  it('are no more than allowed, and their results keep their order', async () => {
    let underWay = 0;
    let most = 0;
    const things = Array.from({ length: 20 }, (_, index) => index);
    const results = await withEach(things, 3, async (thing) => {
      most = Math.max(most, ++underWay);
      for (let turns = thing % 4; turns > 0; turns -= 1) await Promise.resolve();
      underWay -= 1;
      return thing * 2;
    });
    expect(results).to.deep.equal(things.map((thing) => thing * 2));
    expect(most).to.equal(3);
  });
});
