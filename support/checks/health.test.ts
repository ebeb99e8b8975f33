import { expect } from 'chai';
import { Memory } from '../evidence/memory';
import type { Answer } from '../contract/messages';
import type { OrderStatusEvent } from '../contract/types';
import type { TradingWorld } from '../world';
import { healthBefore, judgeHealth } from './health';

const health = { status: 'ok', subscribers: 2, orders: { PENDING: 1, EXECUTED: 2, CANCELLED: 0 } };

function told(what: string, value: string, before = health, others: readonly string[] = []) {
  const memory = new Memory();
  memory.keep(healthBefore, { body: before } as unknown as Answer);
  const world = { answer: { body: health }, memory } as unknown as TradingWorld;
  const events = others.map((orderStatus) => ({ orderStatus }) as OrderStatusEvent);
  return () => judgeHealth(world, [{ what, value }], events);
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
    expect(told('EXECUTED orders', '2')).not.to.throw();
    expect(told('PENDING orders', '2')).to.throw(/PENDING orders right[^]*expected +2[^]*seen +1/);
  });

  it('is held against what it told before', () => {
    const fewer = { ...health, orders: { ...health.orders, EXECUTED: 1 } };
    expect(told('EXECUTED orders', '1 more than before', fewer)).not.to.throw();
    expect(told('EXECUTED orders', '0 more than before', fewer)).to.throw(/expected +1[^]*seen +2/);
  });

  it('may be more or less by what has happened to orders of others', () => {
    const more = '1 more than before';
    const one = ['PENDING', 'EXECUTED'];
    expect(told('PENDING orders', more, health, one)).not.to.throw();
    expect(told('PENDING orders', '2 more than before', health, one)).to.throw('2 to 4');
    expect(told('EXECUTED orders', '0 more than before', health, one)).not.to.throw();
    expect(told('EXECUTED orders', more, health, one)).to.throw('3 to 4');
    expect(told('CANCELLED orders', more, health, one)).to.throw(/expected +1\s/);
  });

  it('is an error where its words make no sense', () => {
    expect(told('orders', 'many')).to.throw('row 1, value: "many" is not a whole number');
    expect(told('subscribers', 'at least two')).to.throw('row 1, value: "two" is not a whole');
    expect(told('uptime', 'long')).to.throw('"long" is not one of the seconds since then');
    expect(told('trades', '1')).to.throw('row 1, what: "trades" is not one of');
    expect(told('PENDING orders', 'some more than before')).to.throw('"some" is not a whole');
  });
});
