import { list, listing, page, type Listed } from '../support/actions/listing';
import { Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { OrderStatus } from '../support/contract/types';
import {
  expectEachOnce,
  expectListed,
  expectOnlyStatus,
  expectRows,
} from '../support/checks/lists';
import type { OrderReference, TradingWorld } from '../support/world';
import { rowsOf } from '../support/tables';

When('the trader lists {listed}', async function (this: TradingWorld, listed: Listed) {
  this.memory.keep(listing, await list(this, listed));
});

When(
  'the trader lists {listed}, at most {int}',
  async function (this: TradingWorld, listed: Listed, limit: number) {
    this.memory.keep(listing, await list(this, listed, limit));
  },
);

When(
  'the trader lists orders with {field} set to {string}',
  async function (this: TradingWorld, field: string, value: string) {
    await this.tries(this.trader.list({ [field]: value }));
  },
);

When(
  'the trader lists orders with {field} set to {string} and {field} set to {string}',
  async function (
    this: TradingWorld,
    field: string,
    value: string,
    otherField: string,
    otherValue: string,
  ) {
    await this.tries(this.trader.list({ [field]: value, [otherField]: otherValue }));
  },
);

When(
  'the trader pages through {listed}, {int} at a time',
  async function (this: TradingWorld, listed: Listed, limit: number) {
    this.memory.keep(listing, await page(this, listed, limit));
  },
);

When(
  'the trader pages through {listed}, {int} at a time, while {int} more are placed after each page',
  async function (this: TradingWorld, listed: Listed, limit: number, more: number) {
    this.memory.keep(listing, await page(this, listed, limit, more));
  },
);

Then('the list should be in this order:', function (this: TradingWorld, table: DataTable) {
  expectListed(
    this,
    rowsOf(table, ['order: name']).map(({ order }) => order),
  );
});

Then('the list should show these orders:', function (this: TradingWorld, table: DataTable) {
  expectRows(this, rowsOf(table, ['order: name', 'side?', 'quantity?: number', 'orderStatus?']));
});

Then('the list should be empty', function (this: TradingWorld) {
  expectListed(this, []);
});

Then('the list should hold {int} order(s)', function (this: TradingWorld, count: number) {
  expect(this.memory.of(listing).pages.flat()).to.have.lengthOf(count);
});

Then(
  'the list should hold {order} exactly once',
  function (this: TradingWorld, order: OrderReference) {
    expectEachOnce(this.memory.of(listing), this.ordersOf(order));
  },
);

Then(
  'the list should hold nothing but orders that are {orderStatus}',
  function (this: TradingWorld, status: OrderStatus) {
    expectOnlyStatus(this.memory.of(listing), status);
  },
);

Then('the pages should hold {counts} orders', function (this: TradingWorld, sizes: string) {
  expect(
    this.memory
      .of(listing)
      .pages.map(({ length }) => length)
      .join(', '),
  ).to.equal(sizes);
});

Then('every order should be listed exactly once, newest first', function (this: TradingWorld) {
  expectEachOnce(this.memory.of(listing), this.ordersOf({ kind: 'every' }));
});

Then(
  'every order that was there at the start should be listed exactly once, newest first',
  function (this: TradingWorld) {
    expectEachOnce(this.memory.of(listing), this.memory.of(listing).atStart);
  },
);

Then('there should be a next page', function (this: TradingWorld) {
  expect(this.memory.of(listing).hasNext, 'a link to the next page').to.equal(true);
});
