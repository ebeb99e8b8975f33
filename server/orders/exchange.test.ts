import { expect } from 'chai';
import { ManualClock } from './manual-clock';
import { OrderRefusal } from './errors';
import { Exchange } from './exchange';
import { TimerQueue } from './execution-queue';
import type { NewOrder } from './order';
import type { Change } from './order-store';
import { InMemoryOrderStore } from './in-memory/order-store';

const BUY: NewOrder = { symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 };
const UNKNOWN = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('the exchange', () => {
  let clock: ManualClock;
  let store: InMemoryOrderStore;
  let exchange: Exchange;
  let changes: Change[];

  beforeEach(() => {
    clock = new ManualClock();
    store = new InMemoryOrderStore();
    const executions = new TimerQueue(clock);
    exchange = new Exchange({ store, clock, executions, executionDelay: () => 2000 });
    changes = [];
    exchange.onStatusChange((change) => changes.push(change));
  });

  const announced = () => changes.map(({ order }) => order.orderStatus);

  async function refusal(promise: Promise<unknown>): Promise<OrderRefusal> {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(OrderRefusal);
    return error as OrderRefusal;
  }

  it('places an order as PENDING and executes it when its time has come, not before', async () => {
    const order = await exchange.place(BUY);
    expect(order).to.include({ ...BUY, orderStatus: 'PENDING', placedAt: clock.now() });
    expect(order.updatedAt).to.equal(order.placedAt);

    await clock.advance(1999);
    expect(await exchange.find(order.orderId)).to.include({ orderStatus: 'PENDING' });
    await clock.advance(1);
    expect(await exchange.find(order.orderId)).to.include({
      orderStatus: 'EXECUTED',
      updatedAt: order.placedAt + 2000,
    });
    expect(announced()).to.deep.equal(['PENDING', 'EXECUTED']);
  });

  it('executes an order after a delay of its own, at once included', async () => {
    await exchange.place(BUY, { executionDelayMs: 0 });
    await clock.advance(0);
    expect(announced()).to.deep.equal(['PENDING', 'EXECUTED']);
  });

  it('cancels a pending order, and never executes it', async () => {
    const { orderId } = await exchange.place(BUY);
    await exchange.cancel(orderId);
    await clock.advance(10_000);
    expect(announced()).to.deep.equal(['PENDING', 'CANCELLED']);
    expect(clock.waiting).to.equal(0);
    expect(await refusal(exchange.cancel(orderId))).to.include({
      code: 'order-not-pending',
      orderStatus: 'CANCELLED',
    });
  });

  it('lets one win when a cancel meets the execution', async () => {
    for (const [cancelAfterMs, winner] of [
      [1999, 'CANCELLED'],
      [2000, 'EXECUTED'],
    ] as const) {
      changes = [];
      const { orderId } = await exchange.place(BUY);
      let cancelled: Promise<string> | undefined;
      clock.schedule(cancelAfterMs, () => {
        cancelled = exchange.cancel(orderId).then(
          () => 'CANCELLED',
          ({ orderStatus }: OrderRefusal) => `${orderStatus}`,
        );
      });
      await clock.advance(2000);
      expect(await cancelled).to.equal(winner);
      expect(announced()).to.deep.equal(['PENDING', winner]);
      expect(await exchange.find(orderId)).to.include({ orderStatus: winner });
    }
  });

  it('announces a change when the store shows it, in the order of the changes', async () => {
    const seen: Promise<boolean>[] = [];
    exchange.onStatusChange(({ order }) => {
      seen.push(
        exchange.find(order.orderId).then(({ orderStatus }) => orderStatus === order.orderStatus),
      );
    });
    const orders = await Promise.all(Array.from({ length: 50 }, () => exchange.place(BUY)));
    await Promise.all([
      ...orders.slice(0, 10).map(({ orderId }) => exchange.cancel(orderId)),
      ...orders.slice(0, 10).map(() => exchange.place(BUY)),
      clock.advance(2000),
    ]);
    expect(await Promise.all(seen)).to.not.include(false);
    expect(changes.map(({ sequence }) => sequence)).to.deep.equal(
      Array.from({ length: 110 }, (_, i) => i + 1),
    );
  });

  it('gives the first answer again for the same idempotency key, at any time', async () => {
    const options = { idempotencyKey: 'key' };
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => exchange.place(BUY, options)));
    await clock.advance(2000);
    for (const again of [...others, await exchange.place(BUY, options)]) {
      expect(again).to.deep.equal(first);
    }
    expect(announced()).to.deep.equal(['PENDING', 'EXECUTED']);
    const other = exchange.place({ ...BUY, quantity: 1 }, options);
    expect((await refusal(other)).code).to.equal('idempotency-key-reused');
  });

  it('keeps the times of an order in their order when the clock is set back a day', async () => {
    const [today, day] = [Date.parse('2026-01-31T12:00:00.000Z'), 86_400_000];
    let now = today + day;
    const schedule = clock.schedule.bind(clock);
    const executions = new TimerQueue(clock);
    const parts = { store, clock: { now: () => now, schedule }, executions };
    const set = new Exchange({ ...parts, executionDelay: () => 2000 });
    set.onStatusChange((change) => changes.push(change));
    const [executed, cancelled] = [await set.place(BUY), await set.place(BUY)];
    now = today;
    await set.cancel(cancelled.orderId);
    await clock.advance(2000);
    expect(changes.map(({ order }) => order.updatedAt)).to.deep.equal(Array(4).fill(today + day));
    expect(await set.find(executed.orderId)).to.deep.equal(changes[3].order);
    expect(await set.place(BUY)).to.include({ placedAt: today });
  });

  it('finds and cancels orders by their id in capitals too', async () => {
    const { orderId } = await exchange.place(BUY);
    expect((await exchange.find(orderId.toUpperCase())).orderId).to.equal(orderId);
    await exchange.cancel(orderId.toUpperCase());
    expect((await exchange.find(orderId)).orderStatus).to.equal('CANCELLED');
  });

  it('refuses what it does not know', async () => {
    expect((await refusal(exchange.find(UNKNOWN))).code).to.equal('order-unknown');
    expect((await refusal(exchange.cancel(UNKNOWN))).code).to.equal('order-unknown');
  });
});
