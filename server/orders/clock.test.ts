import { performance } from 'node:perf_hooks';
import { expect } from 'chai';
import { SystemClock } from './clock';
import { ManualClock } from './manual-clock';

describe("the system's clock", () => {
  it('never runs a task early, by neither the wall clock nor the monotonic one', async () => {
    const clock = new SystemClock();
    const early = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const delay = i % 20;
        const [monotonic, wall] = [performance.now(), Date.now()];
        return new Promise<boolean>((resolve) =>
          clock.schedule(delay, () =>
            resolve(performance.now() - monotonic < delay || Date.now() - wall < delay),
          ),
        );
      }),
    );
    expect(early).to.not.include(true);
  });

  it('runs what has no delay also where nothing else happens', async () => {
    const event = setTimeout(() => {}, 5_000);
    const begin = performance.now();
    await new Promise<void>((resolve) => new SystemClock().schedule(0, resolve));
    clearTimeout(event);
    expect(performance.now() - begin).to.be.below(4_000);
  });

  describe('when somebody sets the wall clock', () => {
    const { now } = Date;
    afterEach(() => {
      Date.now = now;
    });
    const setTo = (time: number) => (Date.now = () => time);

    it('a little back, does not go back', () => {
      const clock = new SystemClock();
      const before = clock.now();
      setTo(before - 1000);
      expect(clock.now()).to.be.at.least(before);
      setTo(before + 1);
      expect(clock.now()).to.equal(before + 1);
    });

    it('a day ahead and back again, follows it there and back', () => {
      const clock = new SystemClock();
      const before = clock.now();
      setTo(before + 86_400_000);
      expect(clock.now()).to.equal(before + 86_400_000);
      setTo(before + 10);
      expect(clock.now()).to.equal(before + 10);
      setTo(before - 991);
      expect(clock.now()).to.equal(before - 991);
    });

    for (const [where, hours] of Object.entries({ back: -1, ahead: 1 })) {
      it(`an hour ${where}, runs tasks in their time all the same`, async () => {
        const clock = new SystemClock();
        const [begin, before] = [performance.now(), clock.now()];
        const ran = new Promise<number>((resolve) =>
          clock.schedule(50, () => resolve(performance.now() - begin)),
        );
        setTo(before + hours * 3_600_000);
        expect(await ran)
          .to.be.at.least(50)
          .and.below(5_000);
      });
    }
  });
});

describe('the manual clock', () => {
  it('runs tasks when their time comes, in order, those that tasks schedule included', async () => {
    const clock = new ManualClock(0);
    const ran: string[] = [];
    const note = (name: string) => () => ran.push(`${name} at ${clock.now()}`);
    clock.schedule(20, note('second'));
    clock.schedule(10, () => {
      note('first')();
      clock.schedule(5, note('scheduled by first'));
    });
    clock.schedule(31, note('later'));
    await clock.advance(30);
    expect(ran).to.deep.equal(['first at 10', 'scheduled by first at 15', 'second at 20']);
    expect([clock.now(), clock.waiting]).to.deep.equal([30, 1]);
  });
});
