import { expect } from 'chai';
import { atRate, inTurn } from './pace';
import type { Pace } from './pace';

/** Counts what a pace places, until it says that it is done. */
function follow(pace: Pace): { placed: () => number; ended: Promise<number> } {
  let placed = 0;
  const begin = performance.now();
  const ended = new Promise<number>((resolve) =>
    pace.begin(
      () => (placed += 1),
      () => resolve(performance.now() - begin),
    ),
  );
  return { placed: () => placed, ended };
}

describe('the pace of orders', () => {
  it('in turn places the next when everybody knows of one', async () => {
    const pace = inTurn(4, 2);
    const { placed, ended } = follow(pace);
    expect(placed()).to.equal(2);
    pace.next();
    expect(placed()).to.equal(3);
    for (let i = 0; i < 3; i++) pace.next();
    await ended;
    expect(placed()).to.equal(4);
  });

  it('in turn places no more than there are', async () => {
    const { placed, ended } = follow(inTurn(2, 10));
    await ended;
    expect(placed()).to.equal(2);
  });

  it('at a rate waits for nobody, and is not early', async () => {
    const { placed, ended } = follow(atRate(1000, 50));
    expect(placed()).to.equal(0);
    expect(await ended).to.be.at.least(50);
    expect(placed()).to.equal(50);
  });

  it('at a rate ends early if there are enough', async () => {
    let placedSoFar = () => 0;
    const { placed, ended } = follow(atRate(1000, 1_000_000, () => placedSoFar() >= 10));
    placedSoFar = placed;
    await ended;
    expect(placed()).to.be.within(10, 10_000);
  });
});
