import { expect } from 'chai';
import { keepSmall } from './keep-small';

describe('a process that has become large', () => {
  it('gives back what nobody needs any more', async () => {
    const held = new WeakRef(Array.from({ length: 10 }, () => Buffer.alloc(32 * 1024 * 1024, 1)));
    expect(held.deref()).to.have.lengthOf(10);
    await new Promise(setImmediate); // until then it counts as in use
    keepSmall();
    await new Promise(setImmediate);
    expect(held.deref()).to.equal(undefined);
  });
});
