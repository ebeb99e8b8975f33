import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import {
  expectEventsShown,
  expectFaultShown,
  expectNeverStill,
  expectNotShown,
  expectReturnTold,
  expectShown,
  type Return,
} from '../support/checks/blotter';
import type { OrderStatus } from '../support/contract/types';
import { orderIn } from '../support/actions/lifecycle';
import type { OrderReference, TradingWorld } from '../support/world';
import { rowsOf } from '../support/tables/rows';

Given(
  'a/an {orderStatus} order that the blotter shows',
  async function (this: TradingWorld, status: OrderStatus) {
    await expectShown(this, [await orderIn(this, status)], status);
  },
);

Given('the blotter has lost the connection', async function (this: TradingWorld) {
  await this.tester.blotter.loseConnection();
});

When('the blotter reconnects', async function (this: TradingWorld) {
  await this.tester.blotter.reconnect();
});

Then(
  'the blotter should show {order} as {orderStatus}',
  async function (this: TradingWorld, order: OrderReference, status: OrderStatus) {
    await expectShown(this, this.ordersOf(order), status);
  },
);

Then(
  'the blotter should show these events for {order}:',
  async function (this: TradingWorld, order: OrderReference, table: DataTable) {
    const statuses = rowsOf(table, ['orderStatus']).map(({ orderStatus }) => orderStatus);
    await expectEventsShown(this, this.ordersOf(order), statuses);
  },
);

Then(
  'the blotter should not show {order} any more',
  async function (this: TradingWorld, order: OrderReference) {
    await expectNotShown(this, this.ordersOf(order));
  },
);

Then('the blotter should show an order that is placed now', async function (this: TradingWorld) {
  await expectShown(this, [await orderIn(this, 'PENDING')], 'PENDING');
});

Then(
  'the blotter should say what is wrong with the {field}',
  async function (this: TradingWorld, field: string) {
    await expectFaultShown(this, field);
  },
);

Then('the blotter should say that {return}', async function (this: TradingWorld, what: Return) {
  await expectReturnTold(this, what);
});

Then(
  'the blotter should never have stood still for longer than {duration}',
  async function (this: TradingWorld, ms: number) {
    await expectNeverStill(this, ms);
  },
);
