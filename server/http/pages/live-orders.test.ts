import { expect } from 'chai';
import { pageScript } from '../../test-support';

type Status = 'PENDING' | 'EXECUTED' | 'CANCELLED';
interface LiveOrders {
  startOver(): number;
  event(event: object): void;
  list(orders: object[], round: number): void;
  newest(): { orderId: string; orderStatus: Status; placedAt?: number }[];
}

describe('live orders', () => {
  let LiveOrders: new (kept?: number) => LiveOrders;
  let orders: LiveOrders;
  let round: number;

  before(async () => {
    ({ LiveOrders } = await pageScript<{ LiveOrders: typeof LiveOrders }>('live-orders.mjs'));
  });

  beforeEach(() => {
    orders = new LiveOrders();
    round = orders.startOver();
  });

  const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();
  const event = (sequence: number, orderId: string, orderStatus: Status, second = sequence) => ({
    ...{ sequence, orderId, orderStatus, symbol: 'EURUSD', side: 'BUY', quantity: 1 },
    occurredAt: at(second),
  });
  const listed = (orderId: string, orderStatus: Status, second: number) => ({
    ...{ orderId, orderStatus, symbol: 'EURUSD', side: 'BUY', quantity: 1 },
    placedAt: at(second),
    updatedAt: at(second),
  });
  const seen = () => orders.newest().map((order) => `${order.orderId} ${order.orderStatus}`);

  it('follows the events, newest order first', () => {
    orders.event(event(1, 'a', 'PENDING'));
    orders.event(event(2, 'b', 'PENDING'));
    orders.event(event(3, 'a', 'EXECUTED'));
    expect(seen()).to.deep.equal(['b PENDING', 'a EXECUTED']);
  });

  it('does not let a list that comes late overwrite a newer event', () => {
    orders.event(event(1, 'a', 'PENDING'));
    orders.event(event(2, 'a', 'CANCELLED'));
    orders.list([listed('a', 'PENDING', 1)], round);
    expect(seen()).to.deep.equal(['a CANCELLED']);
  });

  it('does not let a late event undo what the list has shown', () => {
    orders.list([listed('a', 'EXECUTED', 1)], round);
    orders.event(event(1, 'a', 'PENDING'));
    expect(seen()).to.deep.equal(['a EXECUTED']);
    orders.event(event(2, 'a', 'EXECUTED'));
    expect(seen()).to.deep.equal(['a EXECUTED']);
  });

  it('takes the time of placing from the list where the first event was missed', () => {
    orders.event(event(2, 'a', 'EXECUTED', 9));
    expect(orders.newest()[0].placedAt).to.equal(undefined);
    orders.list([listed('a', 'EXECUTED', 7)], round);
    expect(orders.newest()[0].placedAt).to.equal(Date.parse(at(7)));
  });

  it('forgets, after a gap, the orders that the platform no longer has', () => {
    orders.list([listed('old', 'PENDING', 1), listed('kept', 'PENDING', 2)], round);
    const again = orders.startOver();
    orders.event(event(1, 'new', 'PENDING', 5));
    orders.list([listed('kept', 'EXECUTED', 2)], again);
    expect(seen()).to.deep.equal(['new PENDING', 'kept EXECUTED']);
  });

  it('follows a platform that counts its events anew', () => {
    orders.event(event(500, 'kept', 'PENDING', 1));
    orders.list([listed('kept', 'PENDING', 1)], orders.startOver());
    orders.event(event(3, 'kept', 'EXECUTED', 2));
    expect(seen()).to.deep.equal(['kept EXECUTED']);
  });

  it('ignores a list that was asked for before the latest gap', () => {
    orders.event(event(1, 'a', 'PENDING'));
    orders.startOver();
    orders.list([], round);
    orders.list([listed('b', 'PENDING', 2)], round);
    expect(seen()).to.deep.equal(['a PENDING']);
  });

  it('remembers the newest only', () => {
    orders = new LiveOrders(4);
    for (let n = 1; n <= 20; n += 1) orders.event(event(n, `order-${n}`, 'PENDING'));
    expect(seen().slice(0, 2)).to.deep.equal(['order-20 PENDING', 'order-19 PENDING']);
    expect(seen()).to.have.lengthOf.within(4, 6);
    orders.event(event(21, 'order-18', 'EXECUTED'));
    expect(seen()[2], 'not taken for a new one').to.equal('order-18 EXECUTED');
  });
});
