import { Given, Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import { atOnce } from '../support/actors/at-once';
import { differentOrder, placeWithKey } from '../support/actions/idempotency';
import { type FieldValue, orderText } from '../support/actions/request-bodies';
import { expectPlacedInAll, expectRefused } from '../support/checks/refusals';
import type { TradingWorld } from '../support/world';

Given('the trader has placed an order with a key', async function (this: TradingWorld) {
  await this.trader.placed(undefined, { idempotencyKey: this.trader.key });
});

Given(
  'the trader has tried to place an order whose {field} is {fieldValue} with a key',
  async function (this: TradingWorld, field: string, value: FieldValue) {
    const text = orderText(this.trader.newOrder(), { [field]: value });
    await this.tries(this.trader.placeRaw(text, { idempotencyKey: this.trader.key }));
    expectRefused(this, 'invalid');
  },
);

When(
  'the trader places the same order again with the same key',
  async function (this: TradingWorld) {
    await this.tries(placeWithKey(this, this.trader.key));
  },
);

When('the trader places an order with the key', async function (this: TradingWorld) {
  await this.tries(placeWithKey(this, this.trader.key));
});

When(
  'the trader places the same order again with another key',
  async function (this: TradingWorld) {
    await this.tries(placeWithKey(this, `${this.trader.key}-2`));
  },
);

When('the trader places the same order again without a key', async function (this: TradingWorld) {
  await this.tries(placeWithKey(this, undefined));
});

When(
  'the trader places the same order {int} times at the same time with the same key',
  async function (this: TradingWorld, count: number) {
    await this.tries(atOnce(count, () => placeWithKey(this, this.trader.key)));
  },
);

When(
  'the trader places an order with another {field} and the same key',
  async function (this: TradingWorld, field: string) {
    await this.tries(placeWithKey(this, this.trader.key, differentOrder(this.trader, field)));
  },
);

Then('the first answer should have come again', function (this: TradingWorld) {
  const { body, headers, status } = this.answer;
  const first = this.evidence.answers().find(({ request }) => request.method === 'POST');
  expect({ status, body, location: headers.location }).to.deep.equal({
    status: first?.status,
    body: first?.body,
    location: first?.headers.location,
  });
});

Then('every answer should be the same', function (this: TradingWorld) {
  const answers = this.answers.map(({ status, body }) => ({ status, body }));
  expect(answers).to.deep.equal(answers.map(() => answers[0]));
});

Then('exactly one order should have been placed', async function (this: TradingWorld) {
  await expectPlacedInAll(this, 1);
});

Then('{int} orders should have been placed', async function (this: TradingWorld, count: number) {
  await expectPlacedInAll(this, count);
});
