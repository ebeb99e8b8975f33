import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { atOnce } from '../support/actors/at-once';
import type { Order, OrderStatus, Side } from '../support/contract/types';
import { become, orderIn, placeMany, placeNamed } from '../support/actions/lifecycle';
import {
  expectAccepted,
  expectCancelled,
  expectDifferenceOnlyIn,
  expectExecutedBetween,
  expectExecutionsToDiffer,
  expectFields,
  expectFoundAtLocation,
  expectKeptOrRefused,
  expectOneWinner,
  expectOwnIdentifiers,
  expectShown,
  expectShownAs,
  expectShownAtAll,
  expectStatus,
  expectStatusWithin,
} from '../support/checks/orders';
import type { OrderReference, TradingWorld } from '../support/world';
import { type FieldValue, orderText, placeDescribed } from '../support/actions/request-bodies';
import { allHearOfOrder } from '../support/actions/subscribing';
import { rowsOf } from '../support/tables/rows';

Given(
  'the platform executes orders {duration} after they are placed',
  function (this: TradingWorld, ms: number) {
    this.trader.executesAfter = ms;
  },
);

Given('a/an {orderStatus} order', async function (this: TradingWorld, status: OrderStatus) {
  await orderIn(this, status);
});

Given(
  'a/an {orderStatus} order that every subscriber has been told of',
  async function (this: TradingWorld, status: OrderStatus) {
    await orderIn(this, status);
    await allHearOfOrder(this);
  },
);

Given(
  '{trader} has placed these orders:',
  async function (this: TradingWorld, name: string, table: DataTable) {
    const rows = rowsOf(table, ['order: name', 'orderStatus?', 'side?', 'quantity?: number']);
    await placeNamed(this, this.traders.get(name), rows);
  },
);

Given(
  '{trader} has placed {int} order(s)',
  async function (this: TradingWorld, name: string, count: number) {
    await placeMany(this.traders.get(name), count);
  },
);

Given(
  '{trader} has placed {int} {orderStatus} order(s)',
  async function (this: TradingWorld, name: string, count: number, status: OrderStatus) {
    await atOnce(count, () => orderIn(this, status, {}, this.traders.get(name)));
  },
);

When(
  '{order} (has )become(s) {orderStatus}',
  async function (this: TradingWorld, order: OrderReference, status: OrderStatus) {
    await become(this, this.ordersOf(order), status);
  },
);

When('an order becomes {orderStatus}', async function (this: TradingWorld, status: OrderStatus) {
  await orderIn(this, status);
});

When(
  '{trader} places an order to {side} {quantity} {symbol}',
  async function (this: TradingWorld, name: string, side: Side, quantity: number, symbol: string) {
    await this.tries(this.traders.get(name).place({ side, quantity, symbol }));
  },
);

When(
  '{trader} places an order whose {field} is {fieldValue}',
  async function (this: TradingWorld, name: string, field: string, value: FieldValue) {
    const trader = this.traders.get(name);
    await this.tries(trader.placeRaw(orderText(trader.newOrder(), { [field]: value })));
  },
);

When(
  '{trader} places an order with:',
  async function (this: TradingWorld, name: string, table: DataTable) {
    const rows = rowsOf(table, ['field: name', 'value']);
    await this.tries(placeDescribed(this.traders.get(name), rows));
  },
);

When(
  '{trader} cancels {order}',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    await this.tries(this.traders.get(name).cancelAll(this.idsOf(order)));
  },
);

When(
  '{trader} cancels {order} {int} times at the same time',
  async function (this: TradingWorld, name: string, order: OrderReference, count: number) {
    const ids = this.idsOf(order);
    const answers = await atOnce(count, () => this.traders.get(name).cancelAll(ids));
    await this.tries(Promise.resolve(answers.flat()));
  },
);

When(
  '{int} orders are placed, and each is cancelled {int} times while it executes',
  async function (this: TradingWorld, orders: number, cancels: number) {
    await this.tries(this.trader.placeAndCancel(orders, cancels));
  },
);

When(
  '{trader} looks up {order}',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    await this.tries(this.traders.get(name).lookUpAll(this.idsOf(order)));
  },
);

Then(
  '{order} should have been accepted as:',
  function (this: TradingWorld, order: OrderReference, table: DataTable) {
    const rows = rowsOf(table, ['field', 'value']);
    this.ordersOf(order).forEach((placed) => expectAccepted(placed, rows));
  },
);

Then(
  '{order} should have:',
  async function (this: TradingWorld, order: OrderReference, table: DataTable) {
    const rows = rowsOf(table, ['field', 'value']);
    (await this.trader.readAll(this.idsOf(order))).forEach((each) => expectFields(each, rows));
  },
);

Then('the quantity should not have been rounded', function (this: TradingWorld) {
  expectKeptOrRefused(this);
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

Then('the orders should be:', async function (this: TradingWorld, table: DataTable) {
  const columns = ['order: name', 'orderStatus?', 'side?', 'quantity?: number'] as const;
  await expectShown(this, rowsOf(table, columns));
});

Then(
  'the order should be shown as {orderStatus}',
  function (this: TradingWorld, status: OrderStatus) {
    expectShownAs(this, status);
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
    expectShownAtAll(this);
    expectDifferenceOnlyIn(this.order.order, this.answer.body as Order, rows);
  },
);

Then('the cancel should be accepted', function (this: TradingWorld) {
  expectCancelled(this);
});

Then(
  'every order should have been either executed or cancelled once',
  async function (this: TradingWorld) {
    await expectOneWinner(this);
  },
);
