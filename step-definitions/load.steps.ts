import { followedBurst, lastLoad } from '../support/load/load-run';
import { lastBurst, placeBurst, unlikeSent } from '../support/load/burst';
import { Then, When, type DataTable } from '@cucumber/cucumber';
import { claimAll } from '../support/contract/claims';
import { expectEveryEvent } from '../support/checks/events';
import { brokenLimits } from '../support/load/limits';
import { reportLoad } from '../support/load/report';
import { lastStorm, storm } from '../support/load/storm';
import { outcomeOf } from '../support/load/storm-outcome';
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

When(
  '{int} subscribers of every kind lose and regain their connections for {duration} while {int} orders a second are placed',
  { wrapperOptions: { isLong: true } },
  async function (this: TradingWorld, subscribers: number, ms: number, ordersPerSecond: number) {
    await storm(this, { subscribers, ms, ordersPerSecond });
  },
);

Then(
  'all should have had every event once and in order, or been told of a gap',
  async function (this: TradingWorld) {
    const { failures, table } = await outcomeOf(this.memory.of(lastStorm));
    this.attach(table, { mediaType: 'text/plain', fileName: 'Storm.console.txt' });
    claimAll(failures);
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
