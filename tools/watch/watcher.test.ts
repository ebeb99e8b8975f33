import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import type { Order, OrderStatus, Subscription } from '../../support/contract/types';
import { Access } from '../../support/platform/access';
import type { Confirmation, Connect, Listener } from './connections/connection';
import { Watcher } from './watcher';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
const about = (orderStatus: OrderStatus, id = orderId) => {
  const order = { orderId: id, symbol: 'EURUSD', side: 'BUY', quantity: 1 } as const;
  return { ...order, orderStatus };
};
const at = (second: number) => new Date(Date.UTC(2126, 0, 31, 12, 0, second)).toISOString();
const order = (orderStatus: OrderStatus, second: number, id?: string): Order => ({
  ...{ ...about(orderStatus, id), placedAt: at(second), updatedAt: at(second) },
});

/** Stands in for a platform: the latest connection to it, and its answer over REST. */
class FakePlatform {
  readonly asked: Subscription[] = [];
  readonly read: string[] = [];
  orders: Order | Order[] | Error = [];
  private listener: Listener | undefined;
  private readonly made = new EventEmitter();

  readonly connect: Connect = (_access, subscription, listener) => {
    this.asked.push(subscription);
    this.listener = listener;
    this.made.emit('connection');
    return () => (this.listener = undefined);
  };

  readonly answer = (path: string) => {
    this.read.push(path);
    const { orders } = this;
    this.made.emit('read');
    return orders instanceof Error ? Promise.reject(orders) : Promise.resolve(orders);
  };

  next(what: 'connection' | 'read') {
    return once(this.made, what);
  }

  confirms(confirmation: Partial<Confirmation>) {
    this.listener?.subscribed({ room: 'orders', epoch: 'a', sequence: 4, ...confirmation });
  }

  announces(sequence: number, orderStatus: OrderStatus, id?: string) {
    const event = { ...about(orderStatus, id), sequence, occurredAt: at(sequence) };
    this.listener?.event(event);
  }

  sends(event: unknown) {
    this.listener?.event(event);
  }

  answersWith(confirmation: unknown) {
    this.listener?.subscribed(confirmation);
  }

  refuses(reason: string) {
    this.listener?.refused(reason);
  }

  async losesAndFindsAgain() {
    const again = this.next('connection');
    this.listener?.lost('Connection lost');
    await again;
  }
}

describe('a watcher', () => {
  let platform: FakePlatform;
  let watcher: Watcher | undefined;
  let lines: string[];
  let news: EventEmitter;

  beforeEach(() => {
    platform = new FakePlatform();
    lines = [];
    news = new EventEmitter();
  });
  afterEach(() => watcher?.stop());

  const say = (line: string) => {
    lines.push(line);
    news.emit('line');
  };
  const watch = (only?: string) => {
    watcher = new Watcher({
      ...{
        access: new Access('http://desk'),
        orderId: only,
        connect: platform.connect,
        read: platform.answer,
      },
      onEvent: ({ sequence, orderStatus }) => say(`#${sequence} ${orderStatus}`),
      onOrder: (one) => say(`read: ${one.orderId.slice(0, 4)} ${one.orderStatus}`),
      onNotice: say,
    });
    return watcher;
  };
  /** Waits for a line; mocha's own deadline ends a vain wait. */
  const until = async (expected: RegExp) => {
    while (!lines.some((line) => expected.test(line))) await once(news, 'line');
  };
  const since = (sequence: number, epoch = 'a') => ({ since: { epoch, sequence } });

  it('asks for all orders, and tells of each event', () => {
    watch();
    platform.confirms({});
    platform.announces(5, 'PENDING');
    platform.announces(6, 'EXECUTED');
    expect(platform.asked).to.deep.equal([{}]);
    expect(lines).to.deep.equal([
      'Watching at http://desk all orders.',
      '#5 PENDING',
      '#6 EXECUTED',
    ]);
  });

  it('goes on past what is no event, and says what came', () => {
    watch();
    platform.confirms({});
    for (const each of [null, 'a\x1b\nb', { sequence: 'x' }, { ...about('FILLED' as never) }])
      platform.sends(each);
    platform.announces(5, 'PENDING');
    expect(lines[1]).to.equal('What came is no event: null');
    expect(lines[2]).to.equal('What came is no event: a\\u001b\\nb');
    expect(lines.at(-1)).to.equal('#5 PENDING');
  });

  it('asks again where a subscription is answered with what is no confirmation', async () => {
    watch();
    for (const each of [null, { sequence: 'x' }]) {
      const again = platform.next('connection');
      platform.answersWith(each);
      await again;
    }
    expect(lines[0]).to.equal('The subscription is answered with null; trying again …');
  });

  it('ends by itself when the one order that it watches has come to its end', async () => {
    const { ended } = watch(orderId);
    platform.confirms({ order: order('PENDING', 4) });
    platform.announces(5, 'CANCELLED');
    expect(await ended).to.deep.equal({});
    expect(platform.asked).to.deep.equal([{ orderId }]);
    expect(lines.at(0)).to.match(/which is PENDING\.$/);
    expect(lines.at(-1)).to.equal('#5 CANCELLED');
  });

  it('ends at once when that order has done so before', async () => {
    const { ended } = watch(orderId);
    platform.confirms({ order: order('EXECUTED', 4) });
    expect(await ended).to.deep.equal({});
    expect(lines.at(-1)).to.match(/which is EXECUTED, and no event will follow/);
  });

  it('ends with the reason when the platform refuses', async () => {
    const { ended } = watch(orderId);
    platform.refuses('There is no such order.');
    expect(await ended).to.deep.equal({ refusal: 'There is no such order.' });
  });

  it('asks for what it missed, and says that nothing was once that has come', async () => {
    watch();
    platform.confirms({});
    await platform.losesAndFindsAgain();
    platform.confirms({ sequence: 6, replayed: 2, complete: true });
    for (const sequence of [5, 6, 7]) platform.announces(sequence, 'PENDING');
    await platform.losesAndFindsAgain();
    platform.confirms({ sequence: 7, replayed: 0, complete: true });
    expect(platform.asked).to.deep.equal([{}, since(4), since(7)]);
    expect(lines.slice(1)).to.deep.equal([
      'Connection lost; trying again …',
      ...['#5 PENDING', '#6 PENDING'],
      'Back, nothing was missed: 2 events were caught up.',
      '#7 PENDING',
      'Connection lost; trying again …',
      'Back, nothing was missed.',
    ]);
    expect(platform.read).to.deep.equal([]);
  });

  it('asks for the rest where the connection is lost again over it', async () => {
    watch();
    platform.confirms({});
    await platform.losesAndFindsAgain();
    platform.confirms({ sequence: 9, replayed: 2, complete: true });
    platform.announces(6, 'PENDING');
    await platform.losesAndFindsAgain();
    expect(lines.join()).not.to.match(/Back/);
    platform.confirms({ sequence: 9, replayed: 1, complete: true });
    platform.announces(8, 'PENDING');
    await platform.losesAndFindsAgain();
    expect(platform.asked.slice(1)).to.deep.equal([since(4), since(6), since(9)]);
    expect(lines).to.include('Back, nothing was missed: 2 events were caught up.');
  });

  it('does not end before the missed end of its order has come', async () => {
    const { ended } = watch(orderId);
    platform.confirms({ order: order('PENDING', 4) });
    await platform.losesAndFindsAgain();
    platform.confirms({ order: order('EXECUTED', 5), replayed: 1, complete: true });
    platform.announces(5, 'EXECUTED');
    expect(await ended).to.deep.equal({});
    expect(lines.slice(-2)).to.deep.equal([
      '#5 EXECUTED',
      'Back, nothing was missed: 1 event was caught up.',
    ]);
  });

  it('reads the orders again after a gap, and shows what no event has', async () => {
    watch();
    platform.confirms({});
    platform.announces(10, 'PENDING', 'aaaa');
    platform.announces(11, 'PENDING', 'bbbb');
    platform.orders = [
      order('PENDING', 23, 'dddd'),
      order('EXECUTED', 21, 'cccc'),
      order('PENDING', 11, 'bbbb'),
      order('EXECUTED', 15, 'aaaa'),
      order('EXECUTED', 9, '0000'),
    ];
    await platform.losesAndFindsAgain();
    platform.confirms({ sequence: 21, replayed: 1, complete: false });
    expect(platform.read, 'not before what it still gets').to.deep.equal([]);
    platform.announces(21, 'EXECUTED', 'cccc');
    await until(/changed unseen/);
    expect(platform.read).to.deep.equal(['/orders?limit=1000']);
    expect(lines.slice(3)).to.deep.equal([
      'Connection lost; trying again …',
      'There is a gap: reading the orders again …',
      '#21 EXECUTED',
      ...['read: aaaa EXECUTED', 'read: dddd PENDING'],
      'The orders were read again: 2 orders had changed unseen.',
    ]);
  });

  it('tries until it has read them', async () => {
    watch();
    platform.confirms({});
    platform.orders = new Error('/orders was answered with 503');
    await platform.losesAndFindsAgain();
    platform.confirms({ complete: false, replayed: 0 });
    await until(/was answered with 503; trying again …/);
    platform.orders = [];
    await until(/The orders were read again: no order had changed unseen/);
    expect(platform.read).to.have.length(2);
  });

  it('ends after a gap in which its order came to its end', async () => {
    const { ended } = watch(orderId);
    platform.confirms({ order: order('PENDING', 4) });
    platform.orders = order('CANCELLED', 8);
    await platform.losesAndFindsAgain();
    platform.confirms({ order: order('CANCELLED', 8), replayed: 0, complete: false });
    expect(await ended).to.deep.equal({});
    expect(platform.read).to.deep.equal([`/orders/${orderId}`]);
    expect(lines).to.include('read: 3015 CANCELLED');
  });

  it('takes another epoch for a gap, and goes on from there', async () => {
    watch();
    platform.confirms({});
    await platform.losesAndFindsAgain();
    platform.confirms({ epoch: 'b', sequence: 1, replayed: 1, complete: false });
    platform.announces(1, 'PENDING');
    await until(/The orders were read again/);
    await platform.losesAndFindsAgain();
    expect(platform.asked.at(-1)).to.deep.equal(since(1, 'b'));
    expect(lines).to.include(
      'There is a gap, since the platform was restarted: reading the orders again …',
    );
  });

  it('asks for nothing that a platform without replay does not know', async () => {
    watch();
    platform.confirms({ epoch: undefined });
    await platform.losesAndFindsAgain();
    expect(platform.asked).to.deep.equal([{}, {}]);
    platform.confirms({ epoch: undefined });
    await until(/There is a gap: reading/);
  });

  it('does not trust events whose confirmation never came', async () => {
    watch();
    platform.confirms({});
    await platform.losesAndFindsAgain();
    platform.announces(9, 'PENDING');
    await platform.losesAndFindsAgain();
    expect(platform.asked.at(-1)).to.deep.equal({});
    platform.confirms({ sequence: 9 });
    await until(/There is a gap: reading/);
  });

  it('says once that a platform is away, however often it tries', async () => {
    watch();
    platform.confirms({});
    for (let attempt = 0; attempt < 2; attempt += 1) await platform.losesAndFindsAgain();
    expect(lines.filter((line) => line.includes('lost'))).to.have.lengthOf(1);
  });
});
