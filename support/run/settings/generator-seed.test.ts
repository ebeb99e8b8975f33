import { expect } from 'chai';
import { readGeneratorSeed } from './generator-seed';
import { SettingError } from './setting-error';

describe('GENERATOR_SEED', () => {
  it('is another one each time when nothing is said', () => {
    const seeds = [undefined, '', ' '].map(readGeneratorSeed);
    expect(new Set(seeds).size).to.equal(seeds.length);
    for (const seed of seeds) expect(readGeneratorSeed(`${seed}`)).to.equal(seed);
  });

  for (const value of ['0', '42', ' 2147483647 '])
    it(`may be "${value}"`, () => {
      expect(readGeneratorSeed(value)).to.equal(Number(value));
    });

  for (const value of ['x', '-1', '1.5', '1e3', '0x10', '2147483648'])
    it(`is refused by name when it is "${value}"`, () => {
      expect(() => readGeneratorSeed(value)).to.throw(
        SettingError,
        `GENERATOR_SEED: "${value}" is not`,
      );
    });
});
