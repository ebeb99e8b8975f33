import {
  listEachSymbol,
  placeOfAlike,
  type SymbolLikeness,
} from '../support/actions/alike-symbols';
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import {
  list,
  listing,
  page,
  pageOnBeside,
  queryIn,
  type Listed,
} from '../support/actions/listing';
import type { OrderStatus } from '../support/contract/types';
import {
  expectEachOnce,
  expectOnlyStatus,
  expectOwnSymbolOnly,
  expectPageSizes,
  expectRows,
} from '../support/checks/lists';
import type { OrderReference, TradingWorld } from '../support/world';
import { rowsOf } from '../support/tables/rows';

Given(
  '{trader} has placed orders of symbols that {symbolLikeness}',
  async function (this: TradingWorld, name: string, likeness: SymbolLikeness) {
    await placeOfAlike(this.traders.get(name), likeness);
  },
);

When('the trader lists the orders of each of these symbols', async function (this: TradingWorld) {
  await listEachSymbol(this);
});

Then(
  'every list should show the orders of its symbol and no others',
  function (this: TradingWorld) {
    expectOwnSymbolOnly(this);
  },
);

When('{trader} lists {listed}', async function (this: TradingWorld, name: string, listed: Listed) {
  this.memory.keep(listing, await list(this, this.traders.get(name), listed));
});

When('{trader} lists orders with:', async function (this: TradingWorld, name, table: DataTable) {
  const query = queryIn(rowsOf(table, ['parameter: name', 'value']));
  await this.tries(this.traders.get(name as string).list(query));
});

When(
  '{trader} pages through {listed}',
  async function (this: TradingWorld, name: string, listed: Listed) {
    this.memory.keep(listing, await page(this.traders.get(name), listed));
  },
);

When(
  '{trader} pages through {listed}, while {int} more are placed after each page',
  async function (this: TradingWorld, name: string, listed: Listed, more: number) {
    this.memory.keep(listing, await page(this.traders.get(name), listed, more));
  },
);

When(
  '{trader} pages on with a cursor that differs in one character from the one given',
  async function (this: TradingWorld, name: string) {
    await this.tries(pageOnBeside(this, this.traders.get(name)));
  },
);

Then('the list should be in this order:', function (this: TradingWorld, table: DataTable) {
  expectRows(this, rowsOf(table, ['order: name', 'side?', 'quantity?: number', 'orderStatus?']));
});

Then('the list should be empty', function (this: TradingWorld) {
  expectRows(this, []);
});

Then(
  '{order} (that was there at the start )should be listed exactly once, newest first',
  function (this: TradingWorld, order: OrderReference) {
    const { pages, atStart } = this.memory.of(listing);
    expectEachOnce(pages, order.kind === 'every' ? atStart : this.ordersOf(order));
  },
);

Then(
  'the list should hold nothing but orders that are {orderStatus}',
  function (this: TradingWorld, status: OrderStatus) {
    expectOnlyStatus(this.memory.of(listing).pages, status);
  },
);

Then('the pages should hold {counts} orders', function (this: TradingWorld, sizes: string) {
  expectPageSizes(this.memory.of(listing), sizes);
});
