import { expect } from 'chai';
import { pathOf } from './refusals';
import { orderText } from '../actions/request-bodies';
import type { Answer } from '../contract/messages';

const order = { symbol: 'X', side: 'BUY', quantity: 1 } as const;
const answerTo = (method: string) => ({ request: { method } }) as Answer;

describe('an order with faults', () => {
  it('leaves out what is missing', () => {
    expect(orderText(order, { side: { json: undefined } })).to.equal('{"symbol":"X","quantity":1}');
  });

  it('says a value as the feature has it, also one that no number can hold', () => {
    expect(orderText(order, { quantity: { json: '1e400' } })).to.include('"quantity":1e400');
  });

  it('says more than is known', () => {
    expect(orderText(order, { price: { json: 'null' } })).to.include('"price":null');
  });
});

describe('the place of a field', () => {
  it('is in the part of the request that carries it', () => {
    expect(pathOf('symbol', answerTo('POST'))).to.equal('/body/symbol');
    expect(pathOf('symbol', answerTo('GET'))).to.equal('/query/symbol');
    expect(pathOf('the identifier', answerTo('DELETE'))).to.equal('/params/orderId');
    expect(pathOf('the body', answerTo('POST'))).to.equal('/body');
  });
});
