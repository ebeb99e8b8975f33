import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { rudeClients, type Rudeness } from '../support/actions/rude-clients';
import { timedAnswers, times, untilFast } from '../support/actions/timing';
import { expectTimesWithin, limitColumns } from '../support/checks/response-times';
import { rowsOf } from '../support/tables/rows';
import type { TradingWorld } from '../support/world';

Given(
  '{int} clients that {rudeness}',
  async function (this: TradingWorld, count: number, rudeness: Rudeness) {
    await rudeClients[rudeness](this, count);
    this.burden = 'TIME-3';
  },
);

When(
  '{int} requests to {string} are sent at the same time',
  async function (this: TradingWorld, count: number, endpoint: string) {
    this.memory.keep(times, await timedAnswers(this, endpoint, count));
  },
);

When(
  'a client sends GET {string} {int} times in a row',
  async function (this: TradingWorld, path: string, count: number) {
    this.memory.keep(times, await untilFast(this, path, count));
  },
);

Then('the answers should meet these limits:', function (this: TradingWorld, table: DataTable) {
  expectTimesWithin(this.memory.of(times), rowsOf(table, limitColumns));
});
