import { expect } from 'chai';
import { keepSmall } from './keep-small';

describe('a process that has become large', () => {
  it('gives back what nobody needs any more', () => {
    const much = Array.from({ length: 10 }, () => Buffer.alloc(32 * 1024 * 1024, 1)); // prettier-ignore
    const before = process.memoryUsage.rss();
    expect(much.length).to.equal(10);
    much.length = 0;
    keepSmall();
    expect(process.memoryUsage.rss()).to.be.below(before - 100 * 1024 * 1024);
  });
});
