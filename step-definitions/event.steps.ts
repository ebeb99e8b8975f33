import { lookUps } from '../support/actions/look-ups';
import { Then, type DataTable } from '@cucumber/cucumber';
import {
  eventColumns,
  expectAgreement,
  expectBeginningAsConfirmed,
  expectEvents,
  expectLookUpsToAgree,
  expectNoEventOf,
  expectNoFurtherEvent,
  expectOrderOfHappening,
  expectSameEvents,
  expectSilence,
} from '../support/checks/events';
import type { OrderReference, TradingWorld } from '../support/world';
import { rowsOf } from '../support/tables/rows';

Then(
  '{subscriber} should receive these events for {order}:',
  async function (this: TradingWorld, name: string, order: OrderReference, table: DataTable) {
    const rows = rowsOf(table, eventColumns);
    await expectEvents(this, this.subscribers.named(name), this.ordersOf(order), rows);
  },
);

Then(
  '{subscriber} should receive no further event for {order}',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    await expectNoFurtherEvent(this, this.subscribers.named(name), this.ordersOf(order));
  },
);

Then(
  '{subscriber} should receive no event for {order}',
  async function (this: TradingWorld, name: string, order: OrderReference) {
    await expectNoEventOf(this, this.subscribers.named(name), this.ordersOf(order));
  },
);

Then('{subscriber} should receive no event', async function (this: TradingWorld, name: string) {
  await expectSilence(this, this.subscribers.named(name));
});

Then('all subscribers should have received the same', function (this: TradingWorld) {
  expectSameEvents(this);
});

Then('the events should be in the order in which they happened', function (this: TradingWorld) {
  this.subscribers.all().forEach(expectOrderOfHappening);
});

Then('{subscriber} should begin where the platform said', function (this: TradingWorld, name) {
  for (const each of this.subscribers.named(name as string)) expectBeginningAsConfirmed(this, each);
});

Then(
  'the events of {order} should agree with what the trader is shown',
  async function (this: TradingWorld, order: OrderReference) {
    const [subscriber] = this.subscribers.all();
    await expectAgreement(this, subscriber, this.ordersOf(order));
  },
);

Then(
  'every look-up should have shown the status of the event',
  async function (this: TradingWorld) {
    const [subscriber] = this.subscribers.all();
    await expectLookUpsToAgree(subscriber, this.memory.of(lookUps));
  },
);
