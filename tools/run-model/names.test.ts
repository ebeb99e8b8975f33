import { expect } from 'chai';
import { platformName } from './names';

describe('the name of a platform', () => {
  it('is what its description calls it, with its version where it tells one', () => {
    expect(platformName({ version: '1.2.3' })).to.equal('1.2.3');
    expect(platformName({ name: 'staging', version: '1.2.3' })).to.equal('staging, 1.2.3');
    expect(platformName({ name: 'mine', version: 'unknown' })).to.equal('mine');
    expect(platformName({ version: 'unknown' })).to.equal('unknown');
  });
});
