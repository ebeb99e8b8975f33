import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { clauses } from '../../../support/contract/clauses';
import { dataMediaTypes } from '../../../support/evidence/data-attachment';
import { fakeEvidence, fakeReport, tryTwice } from '../fake-report';
import { scenariosOf } from '../model/conclusion';
import { page } from './page';
import type { PageContext } from './page-context';

const feature = `Feature: Cancelling <orders>
  Somebody who has changed his mind.

  Background:
    Given a platform

  Rule: Only a pending order can be cancelled
    @cancel
    Example: A "pending" order
      Given a PENDING order
      Then the order should be CANCELLED
        | field |
        | x & y |
    Scenario Outline: It stays <status>
      Then the order should be <status>
      Examples: final statuses
        | status    |
        | EXECUTED  |
        | CANCELLED |
`;
const context = (): PageContext => ({ ignoredFiles: [], hasFolder: false, evidence: new Map() });
const evidenceIn = (text: string) => {
  const [, packed = ''] = /id="evidence">\s*([\w+/=]*)\s*</.exec(text) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as Record<string, string>;
};

describe('the page of the report', () => {
  it('needs nothing but itself', () => {
    const text = page(fakeReport(feature), context());
    expect(text).not.to.match(/(src|href)="(?!#|data:)/);
    expect(text).not.to.match(/url\(|@import|\bimport /);
    expect(text.match(/<\/script>/g)).to.have.length(2);
  });

  it('begins with the verdict and says what was tested', () => {
    const text = page(fakeReport(feature), context());
    expect(text).to.include('<h1>All 3 scenarios pass</h1>');
    for (const each of ['1.2.3', 'http://platform', '0123456789ab, with changes', '@cancel'])
      expect(text).to.include(each);
  });

  it('tells feature, rule and examples as they are written, an outline with its rows', () => {
    const text = page(fakeReport(feature), context());
    expect(text).to.include('Cancelling &lt;orders&gt;').and.include('<td>x &amp; y</td>');
    expect(text.match(/It stays &lt;status&gt;/g)).to.have.length(1);
    expect(text.match(/class="scenario row passed"/g)).to.have.length(2);
  });

  it('has an address for each scenario, and leads from each failure to it', () => {
    const report = fakeReport(feature, (step) =>
      step.includes('EXECUTED') ? { status: 'FAILED', message: 'Error: <b>too late</b>' } : {},
    );
    const text = page(report, context());
    for (const { id } of scenariosOf(report)) expect(text).to.include(`id="scenario-${id}"`);
    const failures = text.slice(text.indexOf('id="broken"'), text.indexOf('id="slowest"'));
    expect(failures).to.include(`#scenario-${scenariosOf(report)[1]?.id}`);
    expect(failures).to.include('&lt;b&gt;too late&lt;/b&gt;');
  });

  it('says what passed only when tried again, and why not at once', () => {
    const text = page(
      fakeReport(feature, undefined, (all) => tryTwice(all, 'Error: too late')),
      context(),
    );
    expect(text).to.match(/id="tried-again"[^]*Attempt 1: The suite itself failed: too late/);
  });

  it('says what became of each clause, unfolded where one is broken, and leads to its scenarios', () => {
    const failure = { kind: 'broken', clause: 'LIFE-3', sentence: 'it <changed>' };
    const attachments = [{ mediaType: dataMediaTypes.failures, body: JSON.stringify([failure]) }];
    const tagged = feature.replace('  Rule:', '  @LIFE-3 @cancel @CANCEL-1\n  Rule:');
    const report = fakeReport(tagged, (step) =>
      step.endsWith('EXECUTED') ? { status: 'FAILED', message: 'Error', attachments } : {},
    );
    const text = page(report, context());
    const [section = ''] = /<section class="contract"[^]*?<\/section>/.exec(text) ?? [];
    const clause = (id: string) =>
      section.split('id="clause-').find((each) => each.startsWith(`${id}"`));
    expect(section.match(/class="clause /g)).to.have.length(clauses.size);
    expect(section.match(/class="capability" open/g)).to.have.length(1);
    expect(clause('LIFE-3'))
      .to.include('✘')
      .and.include('A final status is final.')
      .and.include('it &lt;changed&gt; (1 scenario)')
      .and.include(`#scenario-${scenariosOf(report)[1]?.id}`);
    expect(clause('CANCEL-1'))
      .to.include('✔')
      .and.include('Protects from')
      .and.include('<code>PENDING</code>');
    expect(clause('PAGE-1')).to.include('none of its scenarios was selected');
    expect(text).to.include('<a class="tag" href="#clause-LIFE-3"');
    expect(text).to.include('<span class="tag">@cancel</span>');
    expect(text).to.match(
      /<dt>Contract<\/dt>\s*<dd><a href="#contract">1 of \d\d clauses kept, 1 br/,
    );
  });

  it('puts first what is broken, with where that is known, and names what is not claimed', () => {
    const report = fakeReport(feature);
    const known = [{ clause: 'LIFE-3', link: 'https://issues.example/1', until: '2999-12-31' }];
    const text = page(
      {
        ...report,
        conformance: {
          ...report.conformance,
          clauses: report.conformance.clauses.map((each) => ({
            ...each,
            ...(each.id === 'LIFE-3' && { verdict: 'broken' as const, known }),
            ...(each.capability === 'replay' && { verdict: 'not claimed' as const }),
          })),
        },
      },
      context(),
    );
    expect(text).to.match(/Known<\/span>\s*<a href="https:\/\/issues.example\/1">/);
    const core = text.slice(text.indexOf('<h3>core</h3>'), text.indexOf('<h3>paging</h3>'));
    expect(/id="clause-([A-Z]+-\d+)"/.exec(core)?.[1]).to.equal('LIFE-3');
    expect(text).to.match(/<h3>replay<\/h3>\s*<span class="quiet">not claimed</);
  });

  it('has one section about the contract, with what was exercised of its messages', () => {
    const counted = { 'POST /orders → 201': 2 };
    const coverage = { mediaType: dataMediaTypes.coverage, body: JSON.stringify(counted) };
    const report = fakeReport(feature, (step) =>
      step === 'hook' ? { attachments: [coverage] } : {},
    );
    const whole = { ...report, run: { ...report.run, tags: '' } };
    const text = page(whole, context());
    expect(text.match(/<section class="contract"/g)).to.have.length(1);
    const section = text.slice(text.indexOf('id="contract"'), text.indexOf('id="slowest"'));
    expect(section)
      .to.match(/<h3>By message<\/h3>/)
      .and.match(/Never exercised[^]*<li>POST \/orders → 503<\/li>/)
      .and.match(/<td>POST \/orders → 201<\/td>\s*<td class="number">6<\/td>/);
  });

  it('keeps what every scenario saw, also where all is well, and how much is left out', () => {
    const report = fakeReport(feature, (step) => (step === 'hook' ? fakeEvidence : {}));
    const kept = evidenceIn(page(report, context()));
    expect(Object.keys(kept)).to.have.members(scenariosOf(report).map(({ id }) => id));
    const text = kept[scenariosOf(report)[0]?.id ?? ''];
    expect(text)
      .to.match(/Given<\/b> a PENDING order[^]*POST<\/b> \/orders → [^]*201/)
      .and.include('&lt;/script&gt;')
      .and.include('← #7 PENDING own (BUY 1 X)')
      .and.include('95 more requests')
      .and.include('3 events of other orders');
  });

  it('stays small enough to send, whatever was attached', function () {
    this.timeout(20_000); // there is much to compress
    const body = randomBytes(2_000_000).toString('base64');
    const report = fakeReport(feature, (step) =>
      step === 'the order should be EXECUTED'
        ? { status: 'FAILED', message: 'Error: x', attachments: [{ body: 'kept' }] }
        : step === 'the order should be CANCELLED'
          ? { attachments: [{ body }] }
          : {},
    );
    const text = page(report, context());
    expect(text.length).to.be.below(3_000_000);
    expect(Object.keys(evidenceIn(text))).to.include(scenariosOf(report)[1]?.id);
  });

  it('names the change since the last time, and draws the runs', () => {
    const report = fakeReport(feature);
    const [scenario] = scenariosOf(report);
    const run = {
      ...{ id: '1', startedAt: '2026-01-31T12:00:00.000Z', seconds: 9, selection: '' },
      executionDelayMs: {},
      scenarios: { passed: ['a'], failed: [], flaky: [], skipped: [] },
    };
    const { startedAt } = run;
    const text = page(report, {
      ...context(),
      ignoredFiles: ['foreign.json'],
      comparison: {
        runs: [run, { ...run, id: '2' }],
        reasons: [],
        changed: new Map([[scenario?.id ?? '', { outcome: 'failed' as const, startedAt }]]),
        added: new Set(),
      },
    });
    expect(text).to.include('was failed on 31 Jan, 12:00').and.include('The last 2 runs');
    expect(text).to.match(/aria-label="Duration over 2 runs: 9.00 s to 9.00 s, now 9.00 s"/);
    expect(text).to.include('foreign.json');
  });
});
