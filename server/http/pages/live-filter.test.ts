import { expect } from 'chai';
import { pageScript } from '../../test-support';

interface Filter {
  status: string;
  symbol: string;
  text: string;
}
interface Scripts {
  filtered(orders: object[], filter: Filter): { counts: object; shown: { orderId: string }[] };
  filterOf(search: string): Filter;
  searchOf(filter: Filter): string;
}

describe('the filter of live orders', () => {
  let scripts: Scripts;
  before(async () => {
    scripts = await pageScript<Scripts>('live-filter.mjs');
  });

  const none = { status: '', symbol: '', text: '' };
  const orders = [
    { orderId: 'a1', orderStatus: 'PENDING', symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 },
    { orderId: 'b2', orderStatus: 'EXECUTED', symbol: 'EURGBP', side: 'SELL', quantity: 5 },
    { orderId: 'c3', orderStatus: 'CANCELLED', symbol: 'USDEUR', side: 'SELL', quantity: 7 },
  ];
  const shown = (filter: Partial<Filter>) =>
    scripts.filtered(orders, { ...none, ...filter }).shown.map(({ orderId }) => orderId);

  it('leaves nothing out by itself', () => {
    expect(shown({})).to.deep.equal(['a1', 'b2', 'c3']);
  });

  it('goes by status, and by the beginning of a symbol in any case', () => {
    expect(shown({ status: 'EXECUTED' })).to.deep.equal(['b2']);
    expect(shown({ symbol: ' eur' })).to.deep.equal(['a1', 'b2']);
    expect(shown({ symbol: 'eur', status: 'CANCELLED' })).to.deep.equal([]);
  });

  it('looks for every word in all that is shown of an order', () => {
    expect(shown({ text: 'sell eur' })).to.deep.equal(['b2', 'c3']);
    expect(shown({ text: '1000.5' })).to.deep.equal(['a1']);
    expect(shown({ text: 'C3 cancelled' })).to.deep.equal(['c3']);
  });

  it('counts what there is of every status, whichever is shown', () => {
    expect(
      scripts.filtered(orders, { ...none, symbol: 'EUR', status: 'PENDING' }).counts,
    ).to.deep.equal({ '': 2, PENDING: 1, EXECUTED: 1, CANCELLED: 0 });
  });

  it('is kept in the address', () => {
    const filter = { status: 'PENDING', symbol: 'BRK.B', text: 'sell 5' };
    expect(scripts.filterOf(scripts.searchOf(filter))).to.deep.equal(filter);
    expect(scripts.searchOf(none)).to.equal('');
    expect(scripts.filterOf('?other=1')).to.deep.equal(none);
  });
});
