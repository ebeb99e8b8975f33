import { expect } from 'chai';
import type { Answer } from '../contract/messages';
import type { OrdersApi } from '../platform/orders-api';
import { Traders } from './traders';

describe('the traders of a scenario', () => {
  const traders = () => new Traders({} as OrdersApi);
  const accepted = { status: 201, body: { orderId: '1' } } as Answer;

  it('are the same by the same name, and trade symbols of their own', () => {
    const all = traders();
    const [ann, bob] = [all.get('trader "Ann"'), all.get('trader "Bob"')];
    expect(all.get('trader "Ann"')).to.equal(ann);
    expect(ann.symbol).not.to.equal(bob.symbol);
    expect(all.couldHavePlaced({ symbol: bob.symbol, quantity: 1 })).to.equal(true);
    expect(all.couldHavePlaced({ symbol: 'X', quantity: ann.quantity })).to.equal(true);
    expect(all.couldHavePlaced({ symbol: 'X', quantity: 1 })).to.equal(false);
  });

  it('share the orders, the keys and the time to execution of their scenario', () => {
    const all = traders();
    const [ann, bob] = [all.get('trader "Ann"'), all.get('trader "Bob"')];
    ann.keep(accepted);
    bob.executesAfter = 100;
    expect(bob.orders).to.have.lengthOf(1);
    expect(ann.executesAfter).to.equal(100);
    expect(ann.key('k1')).to.equal(bob.key('k1')).and.not.equal(ann.key('k2'));
    expect(ann.key('k1')).not.to.equal(traders().get('trader "Ann"').key('k1'));
  });

  it('begin anew on another platform', () => {
    const all = traders();
    const ann = all.get('trader "Ann"');
    ann.keep(accepted);
    all.moveTo({} as OrdersApi);
    expect(all.get('trader "Ann"').orders).to.be.empty;
  });
});
