import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import { dataMediaTypes } from '../../support/evidence/data-attachment';
import { fakeRun, type FakeOutcome } from '../run-model/fake-run';
import { runMessage } from '../run-model/run-message';
import { RunModel } from '../run-model/run-model';
import { judgeRun } from '../run-model/verdict';
import { RunInfo } from '../../support/run/run-info';
import type { Failure } from '../../support/contract/failure';
import type { Envelope } from '@cucumber/messages';
import { junitXml } from './junit-xml';

const feature = 'Feature: f\n  Example: one\n    Given a\n  Example: two\n    Given b\n';

function failing(failure: Failure): FakeOutcome {
  const attachments = [{ mediaType: dataMediaTypes.failures, body: JSON.stringify([failure]) }];
  return { status: 'FAILED', message: 'Failure: x', attachments };
}

function xmlOf(messages: Envelope[]): string {
  const run = new RunModel(messages);
  return junitXml(run, judgeRun(run), messages);
}

describe('the JUnit report', () => {
  const broken: Failure = {
    ...{ kind: 'broken', clause: 'EVENT-3', sentence: 'an event and REST differ in time' },
    ...{ expected: '2026-01-31T12:00:00.000Z', seen: '2026-01-31T12:00:00.001Z' },
  };

  it('groups by the reason, and keeps what differs from run to run below', () => {
    const xml = xmlOf(fakeRun(feature, (step) => (step === 'a' ? failing(broken) : undefined)));
    expect(xml).to.include('tests="2"').and.include('failures="1"');
    expect(xml).to.include(
      '<failure type="EVENT-3" message="EVENT-3 is broken: an event and REST differ in time">',
    );
    expect(xml).to.match(/<!\[CDATA\[[^]*expected +2026-01-31T12:00:00.000Z/);
  });

  it('has what could not be judged as a failure of a type of its own', () => {
    const unjudged: Failure = { ...broken, kind: 'unjudged' };
    const xml = xmlOf(fakeRun(feature, (step) => (step === 'a' ? failing(unjudged) : undefined)));
    expect(xml).to.include('<failure type="EVENT-3 not judged" ');
  });

  it('has a scenario that did not end, and one that was never begun, as failed', () => {
    const messages = fakeRun(feature, () => undefined);
    const isOfFirst = (id = '') => id.startsWith('run-0-') && id === firstId;
    const firstId = messages.find((each) => each.testCaseStarted)?.testCaseStarted?.id;
    const lost = messages.filter(
      ({ testCaseFinished, testStepFinished }) =>
        !isOfFirst(testCaseFinished?.testCaseStartedId) &&
        !isOfFirst(testStepFinished?.testCaseStartedId),
    );
    expect(xmlOf(lost)).to.include('failures="1"').and.include('did not end');
    const secondId = messages.findLast((each) => each.testCaseStarted)?.testCaseStarted?.id;
    const begun = lost.filter(
      (each) =>
        each.testCaseStarted?.id !== secondId &&
        each.testCaseFinished?.testCaseStartedId !== secondId &&
        each.testStepFinished?.testCaseStartedId !== secondId,
    );
    expect(xmlOf(begun)).to.include('failures="2"').and.include('never begun');
  });

  it('is XML whatever a platform sends, and has no elements of its', () => {
    const page =
      '<p>]]></p><script>//<![CDATA[\n]]></script>]]><testcase name="forged"/>\x00\ufffe\ud800&';
    const hostile: Failure = { ...broken, sentence: page, seen: page, details: [page] };
    const steps = feature.replace('Given a', 'Given a ]]> and ]]> <testcase/>');
    for (const messages of [
      fakeRun(feature, (step) => (step === 'a' ? failing(hostile) : undefined)),
      fakeRun(steps, () => undefined),
    ]) {
      const names: string[] = [];
      const parser = new SaxesParser();
      parser.on('error', (error) => {
        throw error;
      });
      parser.on('opentag', ({ name }) => names.push(name));
      parser.write(xmlOf(messages)).close();
      expect(names.filter((name) => name === 'testcase')).to.have.lengthOf(2);
    }
  });

  it('leaves out of the failures what is known to fail', () => {
    const info = new RunInfo();
    info.known = [{ clause: 'EVENT-3', link: 'https://issues.example/1', until: '2999-12-31' }];
    const messages = fakeRun(feature, (step) => (step === 'a' ? failing(broken) : undefined));
    const xml = xmlOf([...messages, runMessage({ info })]);
    expect(xml).to.include('failures="0"').and.include('skipped="1"').and.include('known to fail');
  });

  it('has what was seen beside the scenarios as a case of its own', () => {
    const attachments = [
      { mediaType: dataMediaTypes.beside, body: JSON.stringify([{ ...broken, order: 'a' }]) },
    ];
    const xml = xmlOf(fakeRun(feature, (step) => (step === 'hook' ? { attachments } : undefined)));
    expect(xml).to.include('tests="3"').and.include('failures="1"').and.include('"The run"');
  });

  const failure = { status: 'FAILED', message: 'Error: not yet' } as const;
  const flaky = () =>
    fakeRun(feature, (step, attempt) => (step === 'a' && attempt === 0 ? failure : undefined), 2);

  it('counts what is flaky as passed, and says how many', () => {
    const xml = xmlOf(flaky());
    expect(xml).to.include('<testsuite flakes="1" ').and.include('failures="0"');
  });

  it('counts it as failed where that fails the run, and says why', () => {
    const xml = xmlOf([...flaky(), runMessage({ strictFlaky: true })]);
    expect(xml).to.include('failures="1"').and.not.include('flakes=');
    expect(xml).to.match(/passed only at attempt 2: it is flaky/);
    expect(xml).to.include('Attempt 1 failed:').and.include('not yet');
  });
});
