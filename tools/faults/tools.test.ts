import { expect } from 'chai';
import type { RestRequest, RestResponse } from './fault';
import {
  answers,
  both,
  firstTime,
  isCancelling,
  isListing,
  isLookingUp,
  isPlacing,
  jsonOf,
  oneIn,
  oneOrderIn,
  orderIdIn,
  requests,
  sentOrders,
  shownOrders,
  withHeader,
  withQuery,
} from './tools';

const request = (method: string, path: string, body: string = ''): RestRequest => ({
  ...{ method, path, headers: {}, body: Buffer.from(body) },
});
const response = (status: number, value: unknown): RestResponse => ({
  ...{ status, headers: {}, body: Buffer.from(JSON.stringify(value)) },
});

describe('what faults are made of', () => {
  it('tells requests apart', () => {
    expect(isPlacing(request('POST', '/orders'))).to.equal(true);
    expect(isListing(request('GET', '/orders?limit=1'))).to.equal(true);
    expect(isLookingUp(request('GET', '/orders/1'))).to.equal(true);
    expect(isCancelling(request('DELETE', '/orders/1'))).to.equal(true);
    expect(isLookingUp(request('GET', '/orders/1/fills'))).to.equal(false);
    expect(orderIdIn(request('GET', '/orders/AB%2Dc?x=1'))).to.equal('ab-c');
    expect(orderIdIn(request('GET', '/orders/%E0'))).to.equal('%E0');
  });

  it('leaves other answers alone', async () => {
    const { rest } = answers(both(isLookingUp, 200), () => response(500, null));
    const given = response(200, {});
    expect(await rest?.(request('GET', '/orders'), () => Promise.resolve(given))).to.equal(given);
    const found = await rest?.(request('GET', '/orders/1'), () => Promise.resolve(given));
    expect(found?.status).to.equal(500);
  });

  it('changes the orders of an answer, one or many', async () => {
    const { rest } = shownOrders(isListing, (order) => ({ ...order, side: 'SELL' }));
    const list = await rest?.(request('GET', '/orders'), () =>
      Promise.resolve(response(200, [{ side: 'BUY' }, { side: 'SELL' }])),
    );
    expect(list && jsonOf(list)).to.deep.equal([{ side: 'SELL' }, { side: 'SELL' }]);
  });

  it('sends on what it does not change letter by letter, and keeps the length of what it does', async () => {
    const { rest } = sentOrders((order) => ({ ...order, side: order.side ?? 'BUY' }));
    const sent: RestRequest[] = [];
    const forward = (each: RestRequest) => {
      sent.push(each);
      return Promise.resolve(response(201, {}));
    };
    const fine = request('POST', '/orders', '{ "side" : "SELL" }');
    await rest?.(fine, forward);
    expect(sent[0]).to.equal(fine);
    await rest?.(request('POST', '/orders', '{}'.padEnd(40)), forward);
    expect(sent[1]?.body.toString()).to.equal('{"side":"BUY"}'.padEnd(40));
    const noOrder = request('POST', '/orders', 'no order');
    await rest?.(noOrder, forward);
    expect(sent[2]).to.equal(noOrder);
  });

  it('changes requests, their parameters and headers', async () => {
    const { rest } = requests(isListing, (each) =>
      withQuery(each, { limit: '5', page: undefined }),
    );
    let path = '';
    await rest?.(request('GET', '/orders?page=2&symbol=X'), (each) => {
      path = each.path;
      return Promise.resolve(response(200, []));
    });
    expect(path).to.equal('/orders?symbol=X&limit=5');
    expect(withHeader(response(200, null), 'link', 'x').headers).to.deep.equal({ link: 'x' });
  });

  it('counts apart, by what is counted', () => {
    const isSecond = oneIn(2);
    expect(['a', 'b', 'a', 'b', 'a'].map(isSecond)).to.deep.equal([
      false,
      false,
      true,
      true,
      false,
    ]);
    const isFirst = firstTime();
    expect(['a', 'b', 'a'].map(isFirst)).to.deep.equal([true, true, false]);
  });

  it('picks the same orders each time that they are seen', () => {
    const isPicked = oneOrderIn(2);
    const orders = ['1', '2', '3', '4'].map((orderId) => ({ orderId, symbol: 'X' }));
    const picks = () => orders.map(isPicked);
    expect(picks()).to.deep.equal([false, true, false, true]);
    expect(picks()).to.deep.equal([false, true, false, true]);
    expect(isPicked({ orderId: '5', symbol: 'Y' })).to.equal(false);
  });
});
