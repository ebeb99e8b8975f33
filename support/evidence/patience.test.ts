import { expect } from 'chai';
import { latenessMark, latenessSince } from './lateness';
import { isTooLateToTell, orTooLate, patiently, waitedWords } from './patience';

/** Keeps this process from everything else for so many milliseconds. */
function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('waiting', () => {
  it('ends when it has happened', async () => {
    const waited = await patiently((happened) => {
      const timer = setTimeout(happened, 5);
      return () => clearTimeout(timer);
    }, 5_000);
    expect(waited.happened).to.equal(true);
    expect(waited.ms).to.be.below(5_000);
  });

  it('ends at the deadline, and says what it has waited', async () => {
    const waited = await patiently(() => () => undefined, 20);
    expect(waited.happened).to.equal(false);
    expect(waited.ms).to.be.at.least(19);
  });

  it('is longer by what the machine was late', async () => {
    const waiting = patiently(() => () => undefined, 100);
    block(90);
    expect((await waiting).ms).to.be.at.least(150);
  });

  it('gives back what a promise came to, or how long was waited for it', async () => {
    expect(await orTooLate(Promise.resolve(7), 1_000)).to.deep.equal({ value: 7 });
    expect(await orTooLate(new Promise(() => undefined), 5)).to.have.property('waited');
    const error = await orTooLate(Promise.reject(new Error('no')), 1_000).catch(
      (each: unknown) => each,
    );
    expect(error).to.be.an('error');
  });

  it('tells nothing where most of the time was lost', () => {
    expect(isTooLateToTell({ happened: false, ms: 1_000, late: 501 })).to.equal(true);
    expect(isTooLateToTell({ happened: false, ms: 1_000, late: 499 })).to.equal(false);
    expect(waitedWords({ happened: false, ms: 5_000, late: 20 })).to.equal('5.0 s');
    expect(waitedWords({ happened: false, ms: 5_000, late: 2_000 })).to.equal(
      '5.0 s, of which the machine was late for 2.0 s',
    );
  });
});

describe('lateness', () => {
  it('is what a process could not do anything', () => {
    const mark = latenessMark();
    block(120);
    expect(latenessSince(mark)).to.be.at.least(60);
  });
});
