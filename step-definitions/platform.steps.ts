import {
  askedHeaders,
  expectHeadersExposed,
  expectLetIn,
  expectPreflightToAllow,
  expectReadableBy,
  expectSelfContained,
  expectShownFrom,
} from '../support/checks/pages';
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expectHealth, expectHealthInTheEnd, healthBefore } from '../support/checks/health';
import {
  expectLatest,
  expectPublished,
  expectReportsThere,
  type Published,
} from '../support/checks/reports';
import { shakeHands } from '../support/platform/connections/websocket-connection';
import { rowsOf } from '../support/tables/rows';
import type { TradingWorld } from '../support/world';

Given("the platform's health is known", async function (this: TradingWorld) {
  this.memory.keep(healthBefore, await this.trader.send({ method: 'GET', path: '/health' }));
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
  'pages of these origins send GET requests:',
  async function (this: TradingWorld, table: DataTable) {
    const pages = rowsOf(table, ['origin', 'path']);
    const requests = pages.map(({ origin: Origin, path }) =>
      this.trader.send({ method: 'GET', path, headers: { Origin } }),
    );
    await this.tries(Promise.all(requests));
  },
);

When(
  'pages of these origins open a WebSocket:',
  async function (this: TradingWorld, table: DataTable) {
    const { api, evidence } = this;
    const handshakes = rowsOf(table, ['origin', 'path']).map(({ origin: Origin, path }) =>
      shakeHands(api.access, path, evidence, { Origin }),
    );
    await this.tries(Promise.all(handshakes));
  },
);

Then('the health should come to tell:', async function (this: TradingWorld, table: DataTable) {
  await expectHealthInTheEnd(this, rowsOf(table, ['what', 'value']));
});

Then('the health should tell:', async function (this: TradingWorld, table: DataTable) {
  await expectHealth(this, rowsOf(table, ['what', 'value']));
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
  'the page should list these {published}, in this order:',
  function (this: TradingWorld, what: Published, table: DataTable) {
    expectPublished(this, what, table);
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

Then('the browser should be allowed to', function (this: TradingWorld) {
  expectPreflightToAllow(this);
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

Then(
  'only pages of these origins should be let in:',
  function (this: TradingWorld, table: DataTable) {
    expectLetIn(
      this,
      rowsOf(table, ['origin']).map(({ origin }) => origin),
    );
  },
);
