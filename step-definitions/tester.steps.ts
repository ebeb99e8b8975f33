import { Given, Then, When } from '@cucumber/cucumber';
import { beyondContract, claimNone } from '../support/contract/claims';
import type { Side } from '../support/contract/types';
import type { TradingWorld } from '../support/world';

Given('a tester who has opened the blotter', async function (this: TradingWorld) {
  await this.tester.openBlotterOf(this.api.access, this.trader.symbol);
});

When(
  'the tester types in an order to {side} {float}',
  async function (this: TradingWorld, side: Side, quantity: number) {
    const { trader, tester } = this;
    await this.tries(tester.placeByHand(trader, trader.newOrder({ side, quantity })));
  },
);

When('the tester cancels the order by keyboard', async function (this: TradingWorld) {
  await this.tries(this.tester.cancelByKeyboard(this.order.order.orderId));
});

When('a tester examines the page {string}', async function (this: TradingWorld, path: string) {
  const { api, trader } = this;
  // Narrowed, where a page can be, to what is the scenario's own.
  await this.tester.examine(api.access, `${path}?symbol=${trader.symbol}`);
});

Then('the page should have no serious fault of accessibility', function (this: TradingWorld) {
  const faults = this.tester.graveFaults;
  claimNone(beyondContract, 'a page has serious faults of accessibility', faults);
});
