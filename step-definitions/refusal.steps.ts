import { Then } from '@cucumber/cucumber';
import type { OrderStatus } from '../support/contract/types';
import {
  expectAcceptedOnce,
  expectConflictOf,
  expectFaultAt,
  expectOthersRefused,
  expectPlaced,
  expectRefused,
  pathOf,
  type RefusalKind,
} from '../support/checks/refusals';
import type { TradingWorld } from '../support/world';

Then(
  'the request should be refused as {refusal}',
  function (this: TradingWorld, kind: RefusalKind) {
    expectRefused(this, kind);
  },
);

Then(
  'the request should be refused as a conflict because the order is {orderStatus}',
  function (this: TradingWorld, orderStatus: OrderStatus) {
    expectConflictOf(this, orderStatus);
  },
);

Then(
  'one request should be accepted and {int} refused as {refusal}',
  function (this: TradingWorld, refused: number, kind: RefusalKind) {
    expectAcceptedOnce(this, refused, kind);
  },
);

Then(
  'some requests should be accepted and the others refused as {refusal}',
  function (this: TradingWorld, kind: RefusalKind) {
    expectOthersRefused(this, kind);
  },
);

Then('the refusal should name {field}', function (this: TradingWorld, field: string) {
  expectFaultAt(this, pathOf(field, this.answer));
});

Then(
  '{howMany} order(s) should have been placed',
  async function (this: TradingWorld, count: number) {
    await expectPlaced(this, count);
  },
);
