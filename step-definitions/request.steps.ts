import { Then, When, type DataTable } from '@cucumber/cucumber';
import { requestColumns, sendDescribed } from '../support/actions/request-bodies';
import { sendRaw, type RawRequestName } from '../support/actions/raw-requests';
import { expectResponse, responseColumns } from '../support/checks/responses';
import { rowsOf } from '../support/tables/rows';
import type { TradingWorld } from '../support/world';

// HTTP is the subject of the features about the contract; these steps speak it.

When(
  'a client sends {method} {string}',
  async function (this: TradingWorld, method: string, path: string) {
    await this.tries(this.trader.send({ method, path }));
  },
);

When('a client sends POST \\/orders with:', async function (this: TradingWorld, table: DataTable) {
  const requests = rowsOf(table, requestColumns);
  await this.tries(Promise.all(requests.map((each) => sendDescribed(this.trader, each))));
});

When('a client sends {rawRequest}', async function (this: TradingWorld, name: RawRequestName) {
  await this.tries(sendRaw(this, name));
});

Then('the response should have status {int}', function (this: TradingWorld, status: number) {
  expectResponse(this, { status: String(status) });
});

Then('the response should have:', function (this: TradingWorld, table: DataTable) {
  rowsOf(table, responseColumns).forEach((each) => expectResponse(this, each));
});
