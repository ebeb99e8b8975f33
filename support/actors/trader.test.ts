import { expect } from 'chai';
import type { OrdersApi } from '../platform/orders-api';
import type { Answer } from '../contract/messages';
import { nextPage, Trader } from './trader';

const page = (link?: string) =>
  ({ headers: link ? { link } : {}, request: { path: '/orders?limit=2' } }) as unknown as Answer;

describe('the next page', () => {
  it('is where the link leads, relative or absolute', () => {
    const base = 'http://localhost:3000';
    expect(nextPage(page('</orders?cursor=x>; rel="next"'), base)).to.equal('/orders?cursor=x');
    expect(nextPage(page(`<${base}/orders?cursor=x>; rel=next`), base)).to.equal(
      '/orders?cursor=x',
    );
    expect(nextPage(page('<?cursor=x>; rel="next"'), base)).to.equal('/orders?cursor=x');
  });

  it('is not there without a link to it', () => {
    expect(nextPage(page(), 'http://localhost:3000')).to.equal(undefined);
    expect(nextPage(page('</orders>; rel="first"'), 'http://localhost:3000')).to.equal(undefined);
  });
});

describe('a trader', () => {
  it('has a symbol that the contract allows, and that is its own', () => {
    const [one, other] = [new Trader({} as OrdersApi), new Trader({} as OrdersApi)];
    expect(one.symbol)
      .to.match(/^[A-Z][A-Z0-9./-]{0,13}$/)
      .and.not.equal(other.symbol);
    expect(one.quantity).to.be.above(1).and.below(2).and.not.equal(other.quantity);
  });
});
