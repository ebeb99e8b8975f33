import { Then, When, type DataTable } from '@cucumber/cucumber';
import { expectNone } from '../support/checks/assertions';
import { expectEveryEvent } from '../support/checks/events';
import { placeBurst, unlikeSent } from '../support/load/burst';
import { brokenLimits } from '../support/load/limits';
import { followedBurst } from '../support/load/load-run';
import { reportLoad } from '../support/load/report';
import { rowsOf } from '../support/tables';
import type { TradingWorld } from '../support/world';

When(
  '{int} orders are placed at the same time',
  async function (this: TradingWorld, count: number) {
    this.burst = await placeBurst(this, count);
  },
);

When(
  '{int} orders are placed at the same time and followed to their end',
  async function (this: TradingWorld, count: number) {
    this.load = await followedBurst(this, count);
    reportLoad(this, this.load);
  },
);

When(
  '{int} orders are placed at the same time, {int} of them are cancelled, and all are followed to their end',
  async function (this: TradingWorld, count: number, cancels: number) {
    this.load = await followedBurst(this, count, cancels);
    reportLoad(this, this.load);
  },
);

Then('every order should have been accepted as it was sent', function (this: TradingWorld) {
  const unlike = unlikeSent(this.burst, this.evidence);
  expectNone('orders that were not accepted as they were sent', unlike);
});

Then('no event should be lost or repeated', async function (this: TradingWorld) {
  await expectEveryEvent(this);
});

Then('the run should meet these limits:', function (this: TradingWorld, table: DataTable) {
  const limits = rowsOf(table, ['measure', 'statistic', 'limit']);
  expectNone('limits that the run does not meet', brokenLimits(limits, this.load.measurements));
});
