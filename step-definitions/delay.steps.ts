import { fastest, fastestOf, timedAnswers, times } from '../support/actions/timing';
import { Given, Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import {
  expectAllWithin,
  expectTimesBetween,
  expectTimesToDiffer,
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
    this.memory.keep(times, await timedAnswers(this, endpoint, count));
  },
);

When(
  'a client sends GET {string} {int} times in a row',
  async function (this: TradingWorld, path: string, count: number) {
    this.memory.keep(fastest, await fastestOf(this, path, count));
  },
);

Then(
  'every answer should have taken {duration} to {duration}',
  function (this: TradingWorld, min: number, max: number) {
    expectTimesBetween(this.memory.of(times), min, max);
  },
);

Then(
  'every answer should have taken at least {duration}',
  function (this: TradingWorld, min: number) {
    expectTimesBetween(this.memory.of(times), min, Infinity);
  },
);

Then('the times should differ by at least {duration}', function (this: TradingWorld, ms: number) {
  expectTimesToDiffer(this.memory.of(times), ms);
});

Then('all answers should be there within {duration}', function (this: TradingWorld, ms: number) {
  expectAllWithin(this.memory.of(times), ms);
});

Then(
  'the fastest answer should have taken less than {duration}',
  function (this: TradingWorld, ms: number) {
    expect(this.memory.of(fastest), 'milliseconds of the fastest answer').to.be.below(ms);
  },
);
