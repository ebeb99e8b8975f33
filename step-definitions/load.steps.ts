import { Then, When, type DataTable } from '@cucumber/cucumber';
import { expectNone } from '../support/checks/assertions';
import { expectEveryEvent } from '../support/checks/events';
import { placeBurst, unlikeSent } from '../support/load/burst';
import { brokenLimits, measurementsOf, measurementsText } from '../support/load/measurements';
import { theSubscriber } from '../support/subscribers';
import { rowsOf } from '../support/tables';
import type { TradingWorld } from '../support/world';

When(
  '{int} orders are placed at the same time',
  async function (this: TradingWorld, count: number) {
    this.burst = await placeBurst(this.trader, count);
  },
);

Then('every order should have been accepted as it was sent', function (this: TradingWorld) {
  expectNone('orders that were not accepted as they were sent', unlikeSent(this.burst));
});

Then('no event should be lost or repeated', async function (this: TradingWorld) {
  await expectEveryEvent(this);
});

Then('the run should meet these limits:', function (this: TradingWorld, table: DataTable) {
  const limits = rowsOf(table, ['measure', 'statistic', 'limit']);
  const run = measurementsOf(this.burst, this.subscribers.get(theSubscriber).log);
  this.attach(measurementsText(this.burst, run), {
    mediaType: 'text/plain',
    fileName: 'Load.console.txt',
  });
  expectNone('limits that the run does not meet', brokenLimits(limits, run));
});
