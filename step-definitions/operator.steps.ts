import { Given, Then, When } from '@cucumber/cucumber';
import { expectJsonLines, expectStartRefused, expectStarted } from '../support/checks/starts';
import type { TradingWorld } from '../support/world';

Given(
  'the operator has started a platform with {word} set to {string}',
  async function (this: TradingWorld, setting: string, value: string) {
    this.moveTo(expectStarted(await this.operator.start({ [setting]: value })));
  },
);

When(
  'the operator starts a platform with {word} set to {string}',
  async function (this: TradingWorld, setting: string, value: string) {
    this.start = await this.operator.start({ [setting]: value });
  },
);

Then(
  'the start should be refused because {word} is {string}',
  function (this: TradingWorld, setting: string, value: string) {
    expectStartRefused(this.start, setting, value);
  },
);

Then('every line that the platform printed should be a JSON object', function (this: TradingWorld) {
  expectJsonLines(this.operator.printed());
});
