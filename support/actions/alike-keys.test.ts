import { expect } from 'chai';
import { keyDifferences, keysThatDiffer } from './alike-keys';

const own = 'k-3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('keys that are alike', () => {
  for (const how of keyDifferences)
    it(`are keys, and no two are the same that differ ${how}`, () => {
      const keys = keysThatDiffer(how, own);
      expect(new Set(keys).size).to.equal(keys.length);
      expect(keys.length).to.be.above(4);
      for (const key of keys) expect(key).to.match(/^[\x21-\x7e]{1,255}$/);
    });
});
