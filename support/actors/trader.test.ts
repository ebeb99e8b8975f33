import { expect } from 'chai';
import { FailureError } from '../contract/failure';
import { Access } from '../platform/access';
import type { OrdersApi } from '../platform/orders-api';
import type { Answer } from '../contract/messages';
import { nextPage, Trader } from './trader';

const page = (link?: string) =>
  ({ headers: link ? { link } : {}, request: { path: '/orders?limit=2' } }) as unknown as Answer;

describe('the next page', () => {
  it('is where the link leads, relative or absolute', () => {
    const base = 'http://localhost:3000/trading';
    const access = new Access(base);
    expect(nextPage(page('</trading/orders?cursor=x>; rel="next"'), access)).to.equal(
      '/orders?cursor=x',
    );
    expect(nextPage(page(`<${base}/orders?cursor=x>; rel=next`), access)).to.equal(
      '/orders?cursor=x',
    );
    expect(nextPage(page('<?cursor=x>; rel="next"'), access)).to.equal('/orders?cursor=x');
  });

  it('is not there without a link to it', () => {
    const access = new Access('http://localhost:3000');
    expect(nextPage(page(), access)).to.equal(undefined);
    expect(nextPage(page('</orders>; rel="first"'), access)).to.equal(undefined);
  });

  it('is not away from the platform', () => {
    const access = new Access('http://localhost:3000/trading');
    for (const link of ['</orders?cursor=x>; rel=next', '<http://elsewhere/orders>; rel=next'])
      expect(() => nextPage(page(link), access)).to.throw(FailureError);
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
