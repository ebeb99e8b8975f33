import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { type KeyDifference, placeWithAlikeKeys } from '../support/actions/alike-keys';
import { atOnce } from '../support/actors/at-once';
import { placeDescribed } from '../support/actions/request-bodies';
import { expectFirstAgain, expectOrderForEachKey, expectRefused } from '../support/checks/refusals';
import { rowsOf } from '../support/tables/rows';
import type { TradingWorld } from '../support/world';

Given(
  '{trader} has placed an order with {key}',
  async function (this: TradingWorld, name: string, key: string | undefined) {
    await this.traders.get(name).placedWithKey(key);
  },
);

Given(
  '{trader} has been refused an order with:',
  async function (this: TradingWorld, name: string, table: DataTable) {
    const rows = rowsOf(table, ['field: name', 'value']);
    await this.tries(placeDescribed(this.traders.get(name), rows));
    expectRefused(this, 'invalid');
  },
);

When(
  '{trader} places an/the (same )order (again )with {key}',
  async function (this: TradingWorld, name: string, key: string | undefined) {
    await this.tries(this.traders.get(name).placeWithKey(key));
  },
);

When(
  '{trader} places the same order {int} times at the same time with {key}',
  async function (this: TradingWorld, name: string, count: number, key: string | undefined) {
    const trader = this.traders.get(name);
    await this.tries(atOnce(count, () => trader.placeWithKey(key)));
  },
);

When(
  'the trader places the same order with keys that differ {keyDifference}',
  async function (this: TradingWorld, how: KeyDifference) {
    await placeWithAlikeKeys(this, how);
  },
);

Then('every key should have placed an order of its own', function (this: TradingWorld) {
  expectOrderForEachKey(this);
});

Then('the first answer should have come again( every time)', function (this: TradingWorld) {
  expectFirstAgain(this);
});
