import {
  settingValue,
  stopDuringOrders,
  timesOnTwo,
  timesOnTwoPlatforms,
} from '../support/actions/operating';
import { expectStarted, lastEnd, lastStart } from '../support/actors/operator';
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expectSameTimes } from '../support/checks/orders';
import {
  expectAddress,
  expectEnded,
  expectLogged,
  expectNothingPrinted,
  expectStartRefusedSaying,
} from '../support/checks/starts';
import { rowsOf } from '../support/tables/rows';
import { fileOf, junitFile, resultColumns } from '../support/actions/published-results';
import type { TradingWorld } from '../support/world';

Given(
  'the operator has started a platform with {word} set to {settingValue}',
  async function (this: TradingWorld, setting: string, said: string) {
    const value = await settingValue(this, said);
    this.moveTo(expectStarted(await this.operator.start({ [setting]: value })));
  },
);

Given(
  'the operator has started a platform with these settings:',
  async function (this: TradingWorld, table: DataTable) {
    this.moveTo(expectStarted(await this.operator.start(settingsOf(table))));
  },
);

Given(
  'the operator has started a platform that publishes these files:',
  async function (this: TradingWorld, table: DataTable) {
    const files = rowsOf(table, ['file: name', 'age: duration', 'bytes?: count', 'content?']);
    this.moveTo(expectStarted(await this.operator.startPublishing(files.map(fileOf))));
  },
);

Given(
  'the operator has started a platform that publishes the results of these runs:',
  async function (this: TradingWorld, table: DataTable) {
    const runs = rowsOf(table, [
      'file: name',
      'age: duration',
      'started?: duration',
      ...resultColumns,
    ]);
    this.moveTo(expectStarted(await this.operator.startPublishing(runs.map(junitFile))));
  },
);

When('the operator (has )restart(s)(ed) the platform', async function (this: TradingWorld) {
  expectStarted(await this.operator.restart());
});

When(
  'the operator starts a platform with {word} set to {settingValue}',
  async function (this: TradingWorld, setting: string, said: string) {
    const value = await settingValue(this, said);
    this.memory.keep(lastStart, await this.operator.start({ [setting]: value }));
  },
);

When('the operator stops the platform', async function (this: TradingWorld) {
  this.memory.keep(lastEnd, await this.operator.stop());
});

When(
  'the operator stops the platform while {int} orders are on their way',
  async function (this: TradingWorld, count: number) {
    this.memory.keep(lastEnd, await stopDuringOrders(this, count));
  },
);

When(
  '{int} orders are placed on each of two platforms with these settings:',
  async function (this: TradingWorld, count: number, table: DataTable) {
    this.memory.keep(timesOnTwo, await timesOnTwoPlatforms(this, count, settingsOf(table)));
  },
);

Then('the orders should be executed after the same times on both', function (this: TradingWorld) {
  expectSameTimes(this.memory.of(timesOnTwo), this);
});

Then(
  'the operator should have been given the address {string}',
  function (this: TradingWorld, host: string) {
    expectAddress(this.api.baseUrl, host);
  },
);

Then(
  'the platform should have ended in good order within {duration}',
  function (this: TradingWorld, ms: number) {
    expectEnded(this.memory.of(lastEnd), ms, this.evidence.lateness());
  },
);

Then('the start should be refused saying {string}', function (this: TradingWorld, reason: string) {
  expectStartRefusedSaying(this.memory.of(lastStart), reason);
});

Then(
  'the log should tell of {method} {string} and status {int}, in JSON and without headers',
  async function (this: TradingWorld, method: string, url: string, statusCode: number) {
    await expectLogged(this.operator, { method, url, statusCode });
  },
);

Then('the platform should have printed nothing', function (this: TradingWorld) {
  expectNothingPrinted(this.operator);
});

function settingsOf(table: DataTable): Record<string, string> {
  const rows = rowsOf(table, ['setting', 'value']);
  return Object.fromEntries(rows.map(({ setting, value }) => [setting, value]));
}
