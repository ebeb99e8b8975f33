import { Then, When } from '@cucumber/cucumber';
import {
  expectEveryListRight,
  expectEveryOrderKept,
  expectEveryRefusal,
} from '../support/checks/generated-input';
import { tryGeneratedInput, type GeneratedInput } from '../support/actions/generated/generate';
import type { TradingWorld } from '../support/world';

When(
  '{int} generated {generatedInput} are tried',
  async function (this: TradingWorld, count: number, what: GeneratedInput) {
    await tryGeneratedInput(this, count, what);
  },
);

Then('every one should be accepted and kept as it was sent', async function (this: TradingWorld) {
  await expectEveryOrderKept(this);
});

Then(
  'every one should show all that was asked for and nothing else',
  async function (this: TradingWorld) {
    await expectEveryListRight(this);
  },
);

Then(
  'every one should be refused as invalid, naming its faults and nothing else',
  async function (this: TradingWorld) {
    await expectEveryRefusal(this);
  },
);
