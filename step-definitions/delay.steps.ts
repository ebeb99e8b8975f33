import { Given, Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import {
  expectAllWithin,
  expectTimesBetween,
  expectTimesToDiffer,
  fastestOf,
  timedAnswers,
} from '../support/checks/response-times';
import { sendAndGoAway, sendHalfARequest } from '../support/actions/rude-clients';
import type { TradingWorld } from '../support/world';

Given(
  '{int} clients that sent a request and went away',
  async function (this: TradingWorld, count: number) {
    await sendAndGoAway(this, count);
  },
);

Given(
  '{int} clients that never finish their request',
  async function (this: TradingWorld, count: number) {
    await sendHalfARequest(this, count);
  },
);

When(
  '{int} requests to {string} are sent at the same time',
  async function (this: TradingWorld, count: number, endpoint: string) {
    this.times = await timedAnswers(this, endpoint, count);
  },
);

When(
  'a client sends GET {string} {int} times in a row',
  async function (this: TradingWorld, path: string, count: number) {
    this.fastest = await fastestOf(this, path, count);
  },
);

Then(
  'every answer should have taken {duration} to {duration}',
  function (this: TradingWorld, min: number, max: number) {
    expectTimesBetween(this.times, min, max);
  },
);

Then(
  'every answer should have taken at least {duration}',
  function (this: TradingWorld, min: number) {
    expectTimesBetween(this.times, min, Infinity);
  },
);

Then('the times should differ by at least {duration}', function (this: TradingWorld, ms: number) {
  expectTimesToDiffer(this.times, ms);
});

Then('all answers should be there within {duration}', function (this: TradingWorld, ms: number) {
  expectAllWithin(this.times, ms);
});

Then(
  'the fastest answer should have taken less than {duration}',
  function (this: TradingWorld, ms: number) {
    expect(this.fastest, 'milliseconds of the fastest answer').to.be.below(ms);
  },
);
