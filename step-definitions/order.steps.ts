import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import { atOnce } from '../support/actors/at-once';
import type { Order, OrderStatus, Side } from '../support/contract/types';
import { orderIn, placeMany, placeNamed, untilExecuted } from '../support/actions/lifecycle';
import {
  expectDifferenceOnlyIn,
  expectExecutedBetween,
  expectExecutionsToDiffer,
  expectFields,
  expectFoundAtLocation,
  expectOneWinner,
  expectOwnIdentifiers,
  expectPlacedJustNow,
  expectStatus,
  expectStatusWithin,
} from '../support/checks/orders';
import type { OrderReference, TradingWorld } from '../support/world';
import { faultsIn, type FieldValue, orderText } from '../support/actions/request-bodies';
import { rowsOf } from '../support/tables';

Given(
  'the platform executes orders {duration} after they are placed',
  function (this: TradingWorld, ms: number) {
    this.trader.executesAfter = ms;
  },
);

Given('a/an {orderStatus} order', async function (this: TradingWorld, status: OrderStatus) {
  await orderIn(this, status);
});

Given('the trader has placed these orders:', async function (this: TradingWorld, table: DataTable) {
  await placeNamed(
    this,
    rowsOf(table, ['order: name', 'orderStatus?', 'side?', 'quantity?: number']),
  );
});

Given('the trader has placed {int} order(s)', async function (this: TradingWorld, count: number) {
  await placeMany(this, count);
});

Given(
  'the trader has placed {int} orders that have been executed',
  async function (this: TradingWorld, count: number) {
    await placeMany(this, count, 0);
    await untilExecuted(this, this.ordersOf({ kind: 'every' }));
  },
);

Given('{order} has become EXECUTED', async function (this: TradingWorld, order: OrderReference) {
  await untilExecuted(this, this.ordersOf(order));
});

Given(
  'the trader has cancelled {order}',
  async function (this: TradingWorld, order: OrderReference) {
    await this.trader.cancelled(this.idsOf(order));
  },
);

When(
  'the trader places an order to {side} {quantity} {symbol}',
  async function (this: TradingWorld, side: Side, quantity: number, symbol: string) {
    await this.tries(this.trader.place({ side, quantity, symbol }));
  },
);

When(
  'the trader places an order whose {field} is {fieldValue}',
  async function (this: TradingWorld, field: string, value: FieldValue) {
    const text = orderText(this.trader.newOrder(), { [field]: value });
    await this.tries(this.trader.placeRaw(text));
  },
);

When(
  'the trader places an order with these faults:',
  async function (this: TradingWorld, table: DataTable) {
    const rows = rowsOf(table, ['field', 'value']);
    const text = orderText(this.trader.newOrder(), faultsIn(rows));
    await this.tries(this.trader.placeRaw(text));
  },
);

When('the trader cancels {order}', async function (this: TradingWorld, order: OrderReference) {
  await this.tries(this.trader.cancelAll(this.idsOf(order)));
});

When(
  'the trader cancels the order {int} times at the same time',
  async function (this: TradingWorld, count: number) {
    const { orderId } = this.order.order;
    await this.tries(atOnce(count, () => this.trader.cancel(orderId)));
  },
);

When(
  '{int} orders are placed, and each is cancelled {int} times while it executes',
  async function (this: TradingWorld, orders: number, cancels: number) {
    await this.tries(this.trader.placeAndCancel(orders, cancels));
  },
);

When('the trader cancels the identifier {string}', async function (this: TradingWorld, id: string) {
  await this.tries(this.trader.cancel(id));
});

When('the trader looks up {order}', async function (this: TradingWorld, order: OrderReference) {
  await this.tries(this.trader.lookUpAll(this.idsOf(order)));
});

When(
  'the trader looks up the identifier {string}',
  async function (this: TradingWorld, id: string) {
    await this.tries(this.trader.lookUp(id));
  },
);

When('an order becomes {orderStatus}', async function (this: TradingWorld, status: OrderStatus) {
  await orderIn(this, status);
});

When('{order} becomes EXECUTED', async function (this: TradingWorld, order: OrderReference) {
  await untilExecuted(this, this.ordersOf(order));
});

Then(
  '{order} should have been accepted as:',
  function (this: TradingWorld, order: OrderReference, table: DataTable) {
    const rows = rowsOf(table, ['field', 'value']);
    this.ordersOf(order).forEach((placed) => expectFields(placed.order, rows));
  },
);

Then(
  '{order} should have:',
  async function (this: TradingWorld, order: OrderReference, table: DataTable) {
    const rows = rowsOf(table, ['field', 'value']);
    (await this.trader.readAll(this.idsOf(order))).forEach((each) => expectFields(each, rows));
  },
);

Then('{order} should have been placed just now', function (this: TradingWorld, order) {
  this.ordersOf(order as OrderReference).forEach(expectPlacedJustNow);
});

Then(
  'the order should be found where the platform said it is',
  async function (this: TradingWorld) {
    await expectFoundAtLocation(this, this.order);
  },
);

Then(
  '{order} should be {orderStatus}',
  async function (this: TradingWorld, order: OrderReference, status: OrderStatus) {
    await expectStatus(this, this.ordersOf(order), status);
  },
);

Then(
  'the order should be shown as {orderStatus}',
  function (this: TradingWorld, status: OrderStatus) {
    const { orderId, orderStatus } = this.answer.body as Order;
    expect({ orderId, orderStatus }).to.deep.equal({
      orderId: this.order.order.orderId,
      orderStatus: status,
    });
  },
);

Then(
  '{order} should become {orderStatus} within {duration}',
  async function (this: TradingWorld, order: OrderReference, status: OrderStatus, ms: number) {
    await expectStatusWithin(this, this.ordersOf(order), status, ms);
  },
);

Then(
  '{order} should have been executed {duration} to {duration} after it was placed',
  async function (this: TradingWorld, order: OrderReference, earliest: number, latest: number) {
    await expectExecutedBetween(this, this.ordersOf(order), earliest, latest);
  },
);

Then(
  'the times to execution should differ by at least {duration}',
  async function (this: TradingWorld, ms: number) {
    await expectExecutionsToDiffer(this, ms);
  },
);

Then('every order should have an identifier of its own', function (this: TradingWorld) {
  expectOwnIdentifiers(this.ordersOf({ kind: 'every' }));
});

Then(
  'the order should differ from its placement only in:',
  function (this: TradingWorld, table: DataTable) {
    const rows = rowsOf(table, ['field']);
    expectDifferenceOnlyIn(this.order.order, this.answer.body as Order, rows);
  },
);

Then('the cancel should be accepted', function (this: TradingWorld) {
  expect(this.answer.status, this.answer.text).to.equal(204);
});

Then(
  'every order should have been either executed or cancelled once',
  async function (this: TradingWorld) {
    await expectOneWinner(this);
  },
);
