import type { Failure } from '../../../support/contract/failure';
import { AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { expect } from 'chai';
import { dataMediaTypes } from '../../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../../support/evidence/evidence-record';
import { fakeMessages, fakeReport, tryTwice } from '../fake-report';
import { readReport } from './read-report';
import type { ReportedScenario } from './report';
import { scenariosOf } from './conclusion';

const feature = `Feature: Cancelling orders
  Rule: Only a pending order can be cancelled
    @cancel
    Example: A pending order can be cancelled
      Given a PENDING order
      Then the order should be CANCELLED
    Scenario Outline: It stays <status>
      Then the order should be <status>
      Examples: final statuses
        | status    |
        | EXECUTED  |
        | CANCELLED |
`;

const outcomesOf = (scenarios: readonly ReportedScenario[]) =>
  scenarios.map(({ outcome }) => outcome);
const without = (gone: (message: Envelope) => boolean) => (messages: Envelope[]) =>
  messages.filter((message) => !gone(message));

describe('the report of a run, read from its messages', () => {
  it('holds what was tested, and every scenario in the order in which it is written', () => {
    const report = fakeReport(feature);
    expect(report).to.include({ end: 'finished', id: 'run-1' });
    expect(report.run.platform).to.include({ version: '1.2.3', baseUrl: 'http://platform' });
    expect(report.machine).to.include('node.js 20');
    expect(scenariosOf(report).map(({ name }) => name.title)).to.deep.equal([
      'A pending order can be cancelled',
      'It stays EXECUTED',
      'It stays CANCELLED',
    ]);
    expect(scenariosOf(report)[0]).to.deep.include({ outcome: 'passed', tags: ['@cancel'] });
    expect(report.coverage?.exercised).to.equal(0);
  });

  it('gives a scenario the same id in every run, also in one of a part, and on every system', () => {
    const ids = scenariosOf(fakeReport(feature)).map(({ id }) => id);
    expect(new Set(ids).size).to.equal(3);
    const elsewhere = fakeMessages(feature).map(
      (message) =>
        JSON.parse(
          JSON.stringify(message).replaceAll('features/orders/', 'features\\\\orders\\\\'),
        ) as Envelope,
    );
    expect(scenariosOf(readReport(elsewhere)).map(({ id }) => id)).to.deep.equal(ids);
    const [, , last] = fakeMessages(feature).flatMap(({ testCase }) => testCase?.id ?? []);
    const part = fakeReport(
      feature,
      undefined,
      without(({ testCase }) => testCase !== undefined && testCase.id !== last),
    );
    expect(scenariosOf(part).map(({ id }) => id)).to.deep.equal(ids.slice(2));
  });

  it('tells scenarios with the same words apart', () => {
    const twice = 'Feature: f\n  Example: e\n    Given a\n  Example: e\n    Given a\n';
    const [a, b] = scenariosOf(fakeReport(twice));
    expect(a?.id).not.to.equal(b?.id);
  });

  it('says why a scenario failed: words, then the values that differ, then the place', () => {
    const failure: Failure = {
      ...{ kind: 'broken', clause: 'LIFE-1', sentence: 'an order is not executed' },
      ...{ expected: 'EXECUTED', seen: 'CANCELLED' },
    };
    const attachments = [{ mediaType: dataMediaTypes.failures, body: JSON.stringify([failure]) }];
    const message = 'Failure: LIFE-1 is broken\n    at World.f (a.ts:1:2)';
    const report = fakeReport(feature, (step) =>
      step === 'the order should be EXECUTED' ? { status: 'FAILED', message, attachments } : {},
    );
    expect(outcomesOf(scenariosOf(report))).to.deep.equal(['passed', 'failed', 'passed']);
    expect(scenariosOf(report)[1]?.attempts[0]?.causes).to.deep.equal([
      {
        step: 'Then the order should be EXECUTED',
        message: 'LIFE-1 is broken: an order is not executed',
        failure,
        difference: { expected: 'EXECUTED', actual: 'CANCELLED' },
        stack: 'at World.f (a.ts:1:2)',
      },
    ]);
  });

  it('counts what passed only when tried again as flaky, with both attempts', () => {
    const report = fakeReport(feature, undefined, (all) => tryTwice(all, 'Error: too late'));
    const [scenario] = scenariosOf(report);
    expect(scenario?.outcome).to.equal('flaky');
    expect(scenario?.attempts.map(({ causes }) => causes[0]?.message)).to.deep.equal([
      'The suite itself failed: too late',
      undefined,
    ]);
  });

  it('counts what was skipped apart, and undefined steps as failed', () => {
    const report = fakeReport(feature, (step) =>
      step === 'a PENDING order'
        ? { status: 'UNDEFINED' }
        : { status: step.includes('EXECUTED') ? 'SKIPPED' : 'PASSED' },
    );
    expect(outcomesOf(scenariosOf(report))).to.deep.equal(['failed', 'skipped', 'passed']);
  });

  it('says of a run that was broken off how far it came', () => {
    const firstEnd = fakeMessages(feature).findIndex(({ testCaseFinished }) => testCaseFinished);
    const report = fakeReport(feature, undefined, (all) => all.slice(0, firstEnd + 3));
    expect(report.end).to.equal('interrupted');
    // the second had begun, and the third had not
    expect(outcomesOf(scenariosOf(report))).to.deep.equal(['passed', 'unrun', 'unrun']);
  });

  it('counts a scenario as failed that never ended, in a run that did', () => {
    const report = fakeReport(feature, undefined, (all) =>
      all.filter(
        ({ testCaseFinished, testStepFinished }) =>
          !(testCaseFinished ?? testStepFinished)?.testCaseStartedId.endsWith(
            all.find(({ pickle }) => pickle)?.pickle?.id ?? '',
          ),
      ),
    );
    const [scenario] = scenariosOf(report);
    expect(scenario?.outcome).to.equal('failed');
    expect(scenario?.attempts[0]?.causes[0]?.message).to.include('did not end');
  });

  it('says which feature cannot be read', () => {
    const source = { uri: 'features\\bad.feature' };
    const report = readReport([{ parseError: { source, message: '(3:5): unexpected' } }]);
    expect(report.end).to.equal('never begun');
    expect(report.unreadable).to.deep.equal([
      { uri: 'features/bad.feature', message: '(3:5): unexpected' },
    ]);
  });

  it('has the evidence of a scenario, and shows no data nor the same a second time', () => {
    const evidence: EvidenceRecord = { steps: [0], seen: [], omitted: [], foreign: {}, placed: [] };
    const attachments = [
      {
        body: JSON.stringify(evidence),
        mediaType: dataMediaTypes.evidence,
        contentEncoding: AttachmentContentEncoding.BASE64,
      },
      { body: 'twice', fileName: 'Timeline.txt' },
      { body: 'once', fileName: 'Load.console.txt' },
    ];
    const [first] = attachments;
    if (first) first.body = Buffer.from(first.body).toString('base64');
    const report = fakeReport(feature, (step) => (step === 'hook' ? { attachments } : {}));
    const attempt = scenariosOf(report)[0]?.attempts[0];
    expect(attempt?.evidence).to.deep.equal(evidence);
    expect(attempt?.attachments.map(({ name }) => name)).to.deep.equal(['Load.console.txt']);
  });
});
