import { followedBurst, lastLoad } from '../support/load/load-run';
import { lastBurst, placeBurst, unlikeSent } from '../support/load/burst';
import { Then, When, type DataTable } from '@cucumber/cucumber';
import { claimAll } from '../support/contract/claims';
import { expectEveryEvent } from '../support/checks/events';
import { brokenLimits } from '../support/load/limits';
import { reportLoad } from '../support/load/report';
import { rowsOf } from '../support/tables/rows';
import type { TradingWorld } from '../support/world';

When(
  '{int} orders (are )(have been )placed at the same time',
  async function (this: TradingWorld, count: number) {
    this.memory.keep(lastBurst, await placeBurst(this, count));
  },
);

When(
  '{int} orders are placed at the same time and followed to their end',
  async function (this: TradingWorld, count: number) {
    reportLoad(this, await followedBurst(this, count));
  },
);

When(
  '{int} orders are placed at the same time, {int} of them are cancelled, and all are followed to their end',
  async function (this: TradingWorld, count: number, cancels: number) {
    reportLoad(this, await followedBurst(this, count, cancels));
  },
);

Then('every order should have been accepted as it was sent', function (this: TradingWorld) {
  claimAll(unlikeSent(this.memory.of(lastBurst), this.evidence));
});

Then('no event should be lost or repeated', async function (this: TradingWorld) {
  await expectEveryEvent(this);
});

Then('the run should meet these limits:', function (this: TradingWorld, table: DataTable) {
  const limits = rowsOf(table, ['measure', 'statistic', 'limit: duration']);
  claimAll(brokenLimits(limits, this.memory.of(lastLoad).measurements));
});
