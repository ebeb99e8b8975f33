import { expect } from 'chai';
import type { Order, OrderStatus } from '../order';
import type { ListQuery } from '../order-store';
import { InMemoryOrderStore } from './order-store';

/** An order's identifier, by a short name in hexadecimal digits. */
const uuid = (name: string) => `00000000-0000-4000-8000-${name.padStart(12, '0')}`;
const nameOf = (orderId: string) => orderId.replace(/^[0-]*-4000-8000-0*(?=.)/, '');
const ids = (orders: readonly Order[]) => orders.map(({ orderId }) => nameOf(orderId));

function placement(name: string, symbol = 'EURUSD', placedAt = 1000) {
  return { orderId: uuid(name), symbol, side: 'BUY', quantity: 1, placedAt } as const;
}

async function fill(store: InMemoryOrderStore, count: number, symbols = ['EURUSD']) {
  for (let i = 0; i < count; i++) await store.add(placement(`${i}`, symbols[i % symbols.length]));
}

async function walk(store: InMemoryOrderStore, query: ListQuery, between = () => {}) {
  const found: string[] = [];
  let before: number | undefined;
  do {
    const page = await store.list({ ...query, before });
    found.push(...ids(page.orders));
    before = page.next;
    between();
  } while (before !== undefined);
  return found;
}

describe('the store in memory', () => {
  let store: InMemoryOrderStore;
  beforeEach(() => {
    store = new InMemoryOrderStore();
  });

  describe('changes', () => {
    it('are numbered one by one, additions and transitions alike', async () => {
      const changes = await Promise.all([
        store.add(placement('a')),
        store.add(placement('b')),
        store.transition(uuid('a'), 'PENDING', 'CANCELLED', 2000),
        store.add(placement('c')),
        store.transition(uuid('a'), 'PENDING', 'EXECUTED', 2001),
        store.transition(uuid('c'), 'PENDING', 'EXECUTED', 2002),
      ]);
      expect(changes.map((each) => 'change' in each && each.change.sequence)).to.deep.equal(
        [1, 2, 3, 4, false, 5], // prettier-ignore
      );
    });

    it('of one order happen once: of a cancel and an execution at once, one wins', async () => {
      await store.add(placement('a'));
      const outcomes = await Promise.all([
        store.transition(uuid('a'), 'PENDING', 'EXECUTED', 2000),
        store.transition(uuid('a'), 'PENDING', 'CANCELLED', 2000),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).to.deep.equal(['changed', 'not-in-status']);
      expect(await store.find(uuid('a'))).to.include({ orderStatus: 'EXECUTED', updatedAt: 2000 });
    });

    it('never happen before the order was placed, whatever the clock says', async () => {
      await store.add(placement('a', 'EURUSD', 1000));
      await store.transition(uuid('a'), 'PENDING', 'EXECUTED', 999);
      expect(await store.find(uuid('a'))).to.include({ placedAt: 1000, updatedAt: 1000 });
    });

    it('leave alone what was read before', async () => {
      await store.add(placement('a'));
      const before = await store.find(uuid('a'));
      await store.transition(uuid('a'), 'PENDING', 'EXECUTED', 2000);
      expect(before).to.include({ orderStatus: 'PENDING' });
    });

    it('of an unknown order are refused', async () => {
      const transition = await store.transition(uuid('a'), 'PENDING', 'EXECUTED', 1);
      expect(transition.outcome).to.equal('unknown');
    });
  });

  describe('an idempotency key', () => {
    it('adds one order, however many come with it at once', async () => {
      const additions = await Promise.all(
        ['a', 'b', 'c'].map((id) => store.add(placement(id), 'key')),
      );
      expect(additions.map(({ outcome }) => outcome)).to.deep.equal([
        'added',
        'repeated',
        'repeated',
      ]);
      expect(await store.count()).to.include({ PENDING: 1 });
    });

    it('refuses another order', async () => {
      await store.add(placement('a'), 'key');
      const others = [
        { ...placement('b'), quantity: 2 },
        { ...placement('b'), side: 'SELL' as const },
        placement('b', 'GBPUSD'),
      ];
      for (const other of others) {
        expect((await store.add(other, 'key')).outcome).to.equal('key-reused');
      }
    });

    it('is compared to its last character, however long it is', async () => {
      const key = 'k'.repeat(254);
      expect((await store.add(placement('a'), `${key}1`)).outcome).to.equal('added');
      expect((await store.add(placement('b'), `${key}2`)).outcome).to.equal('added');
      expect((await store.add(placement('c'), `${key}1`)).outcome).to.equal('repeated');
    });

    it('still gives the first answer when the store is full', async () => {
      store = new InMemoryOrderStore(1);
      await store.add(placement('a'), 'key');
      expect((await store.add(placement('b'), 'key')).outcome).to.equal('repeated');
      expect((await store.add(placement('b'), 'other')).outcome).to.equal('full');
      expect((await store.add(placement('b'))).outcome).to.equal('full');
    });
  });

  describe('the list', () => {
    it('shows the newest first, a page at a time, and ends with the last that matches', async () => {
      await fill(store, 5);
      const first = await store.list({ limit: 3 });
      expect(ids(first.orders)).to.deep.equal(['4', '3', '2']);
      const second = await store.list({ limit: 3, before: first.next });
      expect(ids(second.orders)).to.deep.equal(['1', '0']);
      expect(second.next).to.equal(undefined);
      expect((await store.list({ limit: 5 })).next).to.equal(undefined);
    });

    it('filters by status and symbol, alone and together', async () => {
      await fill(store, 12, ['EURUSD', 'GBPUSD', 'BTC/USD']);
      for (const id of ['7', '0', '3', '4'])
        await store.transition(uuid(id), 'PENDING', 'EXECUTED', 1);
      await store.transition(uuid('10'), 'PENDING', 'CANCELLED', 1);

      const all = (await store.list({ limit: 100 })).orders;
      for (const symbol of [undefined, 'EURUSD', 'GBPUSD', 'NONE']) {
        for (const orderStatus of [undefined, 'PENDING', 'EXECUTED', 'CANCELLED'] as const) {
          const expected = all.filter(
            (order) =>
              (symbol === undefined || order.symbol === symbol) &&
              (orderStatus === undefined || order.orderStatus === orderStatus),
          );
          for (const limit of [1, 2, 100]) {
            const found = await walk(store, { symbol, orderStatus, limit });
            expect(found, `${symbol} ${orderStatus} ${limit}`).to.deep.equal(ids(expected));
          }
        }
      }
    });

    it('shows what existed at the start exactly once, however many are placed meanwhile', async () => {
      await fill(store, 10, ['EURUSD', 'GBPUSD']);
      let later = 10;
      const found = await walk(store, { symbol: 'EURUSD', limit: 2 }, () => {
        for (let i = 0; i < 3; i++) void store.add(placement(`${later++}`));
      });
      expect(found).to.deep.equal(['8', '6', '4', '2', '0']);
    });
  });

  it('gives an order back as it was placed', async () => {
    const order = { symbol: 'A0123456789./-Z', side: 'SELL', quantity: 999_999_999.999999, placedAt: Date.now() + 0.5 } as const; // prettier-ignore
    const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
    await store.add({ orderId, ...order });
    await store.add(placement('b', 'A'));
    const kept = { orderId, ...order, orderStatus: 'PENDING', updatedAt: order.placedAt };
    expect(await store.find(orderId)).to.deep.equal(kept);
    expect((await store.list({ limit: 2 })).orders[1]).to.deep.equal(kept);
    expect((await store.list({ limit: 2, symbol: order.symbol })).orders).to.deep.equal([kept]);
  });

  it('goes on from the position of an order of another symbol', async () => {
    await fill(store, 6, ['EURUSD', 'GBPUSD']);
    expect(ids((await store.list({ limit: 9, symbol: 'EURUSD', before: 3 })).orders)).to.deep.equal(
      ['2', '0'],
    );
  });

  it('counts its orders by status', async () => {
    await fill(store, 4);
    await store.transition(uuid('1'), 'PENDING', 'EXECUTED', 1);
    await store.transition(uuid('2'), 'PENDING', 'CANCELLED', 1);
    const count: Record<OrderStatus, number> = await store.count();
    expect(count).to.deep.equal({ PENDING: 2, EXECUTED: 1, CANCELLED: 1 });
  });
});
