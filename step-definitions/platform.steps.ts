import {
  askedHeaders,
  expectHeadersExposed,
  expectOriginAllowed,
  expectPreflightToAllow,
  expectReadableBy,
  expectSelfContained,
  expectShownFrom,
  expectUptimeToRise,
  healthBefore,
} from '../support/checks/pages';
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { Health } from '../support/contract/types';
import {
  expectLatest,
  expectReports,
  expectReportsThere,
  expectRuns,
} from '../support/checks/reports';
import { expectRefused } from '../support/checks/refusals';
import type { Answer } from '../support/contract/messages';
import { rowsOf } from '../support/tables';
import type { TradingWorld } from '../support/world';

Given("the platform's health is known", async function (this: TradingWorld) {
  const answer = await this.trader.send({ method: 'GET', path: '/health' });
  this.memory.keep(healthBefore, answer.body as Health);
});

When('a client opens the page {string}', async function (this: TradingWorld, path: string) {
  await this.tries(this.trader.send({ method: 'GET', path }));
});

When(
  'a browser asks whether {string} may send {method} to {string}',
  async function (this: TradingWorld, origin: string, method: string, path: string) {
    const headers = {
      Origin: origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': askedHeaders.join(','),
    };
    await this.tries(this.trader.send({ method: 'OPTIONS', path, headers }));
  },
);

When(
  'a page from {string} sends GET {string}',
  async function (this: TradingWorld, origin: string, path: string) {
    await this.tries(askFrom(this, origin, path));
  },
);

When(
  'pages of these origins send GET requests:',
  async function (this: TradingWorld, table: DataTable) {
    const pages = rowsOf(table, ['origin', 'path']);
    await this.tries(Promise.all(pages.map(({ origin, path }) => askFrom(this, origin, path))));
  },
);

Then('the health should be {string}', function (this: TradingWorld, status: string) {
  expect(this.answer.body).to.include({ status });
});

Then('the health should count more orders than before', function (this: TradingWorld) {
  expect(total(this.answer.body as Health)).to.be.above(total(this.memory.of(healthBefore)));
});

Then('the health should have counted the seconds since then', function (this: TradingWorld) {
  expectUptimeToRise(this);
});

Then(
  'the health should count at least {int} subscriber(s)',
  function (this: TradingWorld, count: number) {
    expect(this.answer.body).to.have.property('subscribers').that.is.at.least(count);
  },
);

Then('the health should count {int} subscriber(s)', function (this: TradingWorld, count: number) {
  expect(this.answer.body).to.have.property('subscribers', count);
});

Then('the health should count no orders', function (this: TradingWorld) {
  expect(total(this.answer.body as Health)).to.equal(0);
});

Then(
  'everything that the page loads should come from the platform',
  async function (this: TradingWorld) {
    await expectSelfContained(this);
  },
);

Then(
  'the page should load the REST interface from {string}',
  async function (this: TradingWorld, document: string) {
    await expectShownFrom(this, document);
  },
);

Then(
  'the page should list these reports, in this order:',
  function (this: TradingWorld, table: DataTable) {
    expectReports(this, rowsOf(table, ['report', 'use?', 'age', 'size']));
  },
);

Then(
  'the page should list these runs, in this order:',
  function (this: TradingWorld, table: DataTable) {
    expectRuns(this, rowsOf(table, ['folder?', 'verdict', 'age?', 'duration?', 'reports?']));
  },
);

Then('every report should be found where the page leads to', async function (this: TradingWorld) {
  await expectReportsThere(this);
});

Then(
  'the page should lead to {string} as the latest',
  function (this: TradingWorld, report: string) {
    expectLatest(this, report);
  },
);

Then('there should be no such page', function (this: TradingWorld) {
  expectRefused(this, 'unknown');
});

Then('the browser should be allowed to', function (this: TradingWorld) {
  expectPreflightToAllow(this);
});

Then('the page should be allowed to read it', function (this: TradingWorld) {
  expectOriginAllowed(this);
});

Then(
  'the page should be allowed to read these headers:',
  function (this: TradingWorld, table: DataTable) {
    const names = rowsOf(table, ['header']).map(({ header }) => header);
    expectHeadersExposed(this, names);
  },
);

Then(
  'only pages of these origins should be allowed to read the answers:',
  function (this: TradingWorld, table: DataTable) {
    expectReadableBy(
      this,
      rowsOf(table, ['origin']).map(({ origin }) => origin),
    );
  },
);

function askFrom({ trader }: TradingWorld, origin: string, path: string): Promise<Answer> {
  return trader.send({ method: 'GET', path, headers: { Origin: origin } });
}

function total({ orders }: Health): number {
  return orders.PENDING + orders.EXECUTED + orders.CANCELLED;
}
