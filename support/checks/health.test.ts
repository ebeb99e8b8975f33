import { expect } from 'chai';
import { Memory } from '../evidence/memory';
import type { TradingWorld } from '../world';
import type { Health } from '../contract/types';
import { expectHealth, healthBefore } from './health';

const health = { status: 'ok', subscribers: 2, orders: { PENDING: 1, EXECUTED: 2, CANCELLED: 0 } };

function told(what: string, value: string, before = health) {
  const memory = new Memory();
  memory.keep(healthBefore, before as unknown as Health);
  const world = { answer: { body: health }, memory } as unknown as TradingWorld;
  return () => expectHealth(world, [{ what, value }]);
}

describe('what the health tells', () => {
  it('is its status, and its counts', () => {
    expect(told('status', 'ok')).not.to.throw();
    expect(told('status', 'ill')).to.throw();
    expect(told('subscribers', '2')).not.to.throw();
    expect(told('subscribers', '1')).to.throw(/subscribers[^]*expected +1[^]*seen +2/);
    expect(told('subscribers', 'at least 2')).not.to.throw();
    expect(told('subscribers', 'at least 3')).to.throw(/at least 3/);
    expect(told('orders', '3')).not.to.throw();
  });

  it('is held against what it told before', () => {
    const fewer = { ...health, orders: { ...health.orders, PENDING: 0 } };
    expect(told('orders', 'more than before', fewer)).not.to.throw();
    expect(told('orders', 'more than before')).to.throw(/expected +more than 3[^]*seen +3/);
  });

  it('is an error where its words make no sense', () => {
    expect(told('orders', 'many')).to.throw('row 1, value: "many" is not a whole number');
    expect(told('subscribers', 'at least two')).to.throw('row 1, value: "two" is not a whole');
    expect(told('uptime', 'long')).to.throw('"long" is not one of the seconds since then');
    expect(told('trades', '1')).to.throw('row 1, what: "trades" is not one of');
  });
});
