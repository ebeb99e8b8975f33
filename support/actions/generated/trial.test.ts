import { expect } from 'chai';
import fc from 'fast-check';
import type { Answer } from '../../contract/messages';
import { judge, tryMany } from './trial';

const numbers = fc.integer({ min: 0, max: 1_000_000 });
const echo = (input: number) => Promise.resolve({ status: 200, body: input } as unknown as Answer);
const atMost = (limit: number) => (input: number) =>
  input <= limit ? [] : [`${input} is more than ${limit}`];

describe('a trial of generated input', () => {
  it('tries as many as asked for, and the same again for the same seed', async () => {
    const inputs = async (seed: number) =>
      (await tryMany('numbers', numbers, { count: 150, seed }, echo)).cases.map(
        ({ input }) => input,
      );
    const some = await inputs(7);
    expect(some).to.have.lengthOf(150);
    expect(await inputs(7)).to.deep.equal(some);
    expect(await inputs(8)).to.not.deep.equal(some);
  });

  it('finds nothing when the promise holds', async () => {
    const trial = await tryMany('numbers', numbers, { count: 50, seed: 1 }, echo);
    expect(await judge(trial, atMost(1_000_000))).to.equal(undefined);
  });

  it('counts what breaks the promise, and shrinks it to the smallest that does', async () => {
    const trial = await tryMany('numbers', numbers, { count: 50, seed: 1 }, echo);
    const finding = await judge(trial, atMost(1234));
    const broken = trial.cases.filter(({ input }) => input > 1234).length;
    expect(finding).to.deep.include({ broken, isSmallest: true });
    expect(finding?.smallest).to.deep.include({
      input: 1235,
      complaints: ['1235 is more than 1234'],
    });
    expect(finding?.smallest.answer?.body).to.equal(1235);
  });

  it('takes no answer for a broken promise, and finds out what it is that is not answered', async () => {
    const attempt = (input: number) =>
      input > 1234 ? Promise.reject(new Error('no answer to this')) : echo(input);
    const trial = await tryMany('numbers', numbers, { count: 50, seed: 1 }, attempt);
    const finding = await judge(trial, () => []);
    expect(finding?.smallest).to.deep.include({ input: 1235, complaints: ['no answer to this'] });
  });

  it('looks no further when nothing at all is answered', async () => {
    let asked = 0;
    const attempt = () => {
      asked += 1;
      return Promise.reject(new Error('nobody there'));
    };
    const trial = await tryMany('numbers', numbers, { count: 50, seed: 1 }, attempt);
    expect((await judge(trial, () => []))?.broken).to.equal(50);
    expect(asked).to.equal(50);
  });

  it('takes a look-up that fails for a broken promise', async () => {
    const trial = await tryMany('numbers', numbers, { count: 5, seed: 1 }, echo);
    const finding = await judge(trial, () => Promise.reject(new Error('no look-up')));
    expect(finding?.smallest.complaints).to.deep.equal(['no look-up']);
  });
});
