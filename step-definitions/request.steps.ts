import { Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import {
  type BodyName,
  bodyOf,
  type FieldValue,
  orderOfBytes,
  orderText,
} from '../support/actions/request-bodies';
import { expectFaultAt } from '../support/checks/refusals';
import { sendRaw, type RawRequestName } from '../support/actions/raw-requests';
import type { TradingWorld } from '../support/world';

// HTTP is the subject of the features about the contract; these steps speak it.

When(
  'a client sends POST \\/orders with {body}',
  async function (this: TradingWorld, name: BodyName) {
    await this.tries(this.trader.placeRaw(bodyOf(name, this.trader.newOrder())));
  },
);

When(
  'a client sends POST \\/orders with an order as {string}',
  async function (this: TradingWorld, mediaType: string) {
    const headers = { 'Content-Type': mediaType };
    await this.tries(this.trader.placeRaw(JSON.stringify(this.trader.newOrder()), { headers }));
  },
);

When(
  'a client sends POST \\/orders with an order of {int} bytes',
  async function (this: TradingWorld, bytes: number) {
    await this.tries(this.trader.placeRaw(orderOfBytes(this.trader.newOrder(), bytes)));
  },
);

When(
  'a client sends POST \\/orders with {header} set to {string}',
  async function (this: TradingWorld, header: string, value: string) {
    await this.tries(
      this.trader.placeRaw(JSON.stringify(this.trader.newOrder()), {
        headers: { [header]: value },
      }),
    );
  },
);

When(
  'a client sends POST \\/orders with an Idempotency-Key of {int} characters',
  async function (this: TradingWorld, length: number) {
    const idempotencyKey = this.trader.key.padEnd(length, '~');
    await this.tries(
      this.trader.placeRaw(JSON.stringify(this.trader.newOrder()), { idempotencyKey }),
    );
  },
);

When(
  'a client sends POST \\/orders with a quantity of {fieldValue} and X-Execution-Delay-Ms set to {string}',
  async function (this: TradingWorld, quantity: FieldValue, value: string) {
    const text = orderText(this.trader.newOrder(), { quantity });
    const headers = { 'X-Execution-Delay-Ms': value };
    await this.tries(this.trader.placeRaw(text, { headers }));
  },
);

When(
  'a client sends {method} {string}',
  async function (this: TradingWorld, method: string, path: string) {
    await this.tries(this.trader.send({ method, path }));
  },
);

When('a client sends {rawRequest}', async function (this: TradingWorld, name: RawRequestName) {
  await this.tries(sendRaw(this, name));
});

Then('the response should have status {int}', function (this: TradingWorld, status: number) {
  const { answer } = this;
  this.evidence.seen(answer);
  expect(answer.status, `${answer.request.method} ${answer.request.path}: ${answer.text}`).to.equal(
    status,
  );
});

Then(
  'the response should have a status of {int} to {int}',
  function (this: TradingWorld, lowest: number, highest: number) {
    const { answer } = this;
    this.evidence.seen(answer);
    expect(answer.status, `the status of: ${answer.text}`).to.be.within(lowest, highest);
  },
);

Then('the problem should name {string}', function (this: TradingWorld, path: string) {
  expectFaultAt(this, path);
});

Then('the response should be a problem document', function (this: TradingWorld) {
  const { body, headers, status } = this.answer;
  expect(headers['content-type']).to.match(/^application\/problem\+json\b/);
  expect(body).to.include({ status }).and.include.keys('type', 'title');
});

Then('the response should have no body', function (this: TradingWorld) {
  expect(this.answer.text).to.equal('');
});

Then('the response should allow {string}', function (this: TradingWorld, methods: string) {
  const allowed = (this.answer.headers.allow ?? '').split(/\s*,\s*/);
  expect(allowed, 'the header Allow').to.include.members(methods.split(', '));
});

Then('the response should be {string}', function (this: TradingWorld, mediaType: string) {
  expect(this.answer.headers['content-type']?.split(';')[0]).to.equal(mediaType);
});

Then('the response should contain {string}', function (this: TradingWorld, text: string) {
  expect(this.answer.text).to.include(text);
});
