import junit from '@cucumber/junit-xml-formatter';
import { generateMessages } from '@cucumber/gherkin';
import {
  IdGenerator,
  SourceMediaType,
  TestStepResultStatus as Status,
  type Envelope,
  type TestStepResult,
} from '@cucumber/messages';
import {
  failureTitle,
  reasonKey,
  withoutIdentifiers,
  type Failure,
} from '../../support/contract/failure';
import { visible } from '../../support/contract/visible';
import { textOf } from '../run-model/causes';
import { failuresText, weightiest } from '../run-model/failures';
import { attemptTitle, failedAttempts } from '../run-model/retries';
import type { Scenario } from '../run-model/run';
import type { RunModel } from '../run-model/run-model';
import { besideLines, flakyTrouble, type RunVerdict } from '../run-model/verdict';

const nothing = { seconds: 0, nanos: 0 };

/**
 * A run as JUnit XML, made by Cucumber's own formatter of messages that say of each scenario what we
 * say of it: `type` is the key of the reason, `message` its sentence without identifiers, and the
 * evidence the text below. What went wrong beside the scenarios is a case of its own.
 */
export function junitXml(
  run: RunModel,
  verdict: RunVerdict,
  messages: readonly Envelope[],
): string {
  const scenarios = run.scenarios();
  const told = [
    ...messages.filter(isAboutFeatures),
    ...scenarios.flatMap((each) => messagesOf(each, run, messages)),
    ...messagesOfTheRun(verdict, run),
  ];
  const started = messages.find(({ testRunStarted }) => testRunStarted);
  const finished = messages.find(({ testRunFinished }) => testRunFinished);
  const last = { testRunFinished: { success: false, timestamp: timestampOf(Date.now()) } };
  let xml = '';
  junit.formatter({
    options: {},
    on: (_key: string, handler: (envelope: Envelope) => void) =>
      [...(started ? [started] : []), ...withoutEnds(told), finished ?? last].forEach(handler),
    write: (text: string) => (xml += text),
  });
  const flaky = scenarios.filter(({ verdict: each }) => each === 'flaky').length;
  const counted = run.details.strictFlaky || flaky === 0 ? '' : `flakes="${flaky}" `;
  return xml.replace('<testsuite ', `$&${counted}`);
}

/** Of CDATA: Cucumber's formatter knows how to write the first of a text, and of no other. */
function withoutEnds(messages: Envelope[]): Envelope[] {
  const json = JSON.stringify(messages).replaceAll(']]>', ']]\\\\u003e');
  return JSON.parse(json) as Envelope[];
}

function isAboutFeatures(message: Envelope): boolean {
  const { gherkinDocument, pickle, testCase, hook, stepDefinition } = message;
  return [gherkinDocument, pickle, testCase, hook, stepDefinition].some(Boolean);
}

/** The last attempt at a scenario, or one that never was, ending as we say that it ended. */
function messagesOf(scenario: Scenario, run: RunModel, messages: readonly Envelope[]): Envelope[] {
  const { attempts, pickle } = scenario;
  const last = attempts.at(-1);
  const testCase = messages.find((each) => each.testCase?.pickleId === pickle.id)?.testCase;
  if (testCase === undefined) return [];
  const testCaseStartedId = last?.id ?? `never-${pickle.id}`;
  const startedAt = last?.startedAt ?? run.startedAt ?? 0;
  const timestamp = timestampOf(startedAt);
  const end = timestampOf(last?.endedAt ?? startedAt);
  const result = resultOf(scenario, run.details.strictFlaky ?? false);
  const steps = testCase.testSteps.map(({ id }, index): Envelope => {
    const isLast = index === testCase.testSteps.length - 1;
    const own = last?.steps[index]?.result;
    const status = own?.status === Status.PASSED ? Status.PASSED : Status.SKIPPED;
    const told = isLast ? result : { status: result.status === Status.PASSED ? Status.PASSED : status, duration: nothing }; // prettier-ignore
    return { testStepFinished: { testCaseStartedId, testStepId: id, testStepResult: told, timestamp: end } }; // prettier-ignore
  });
  return [
    { testCaseStarted: { id: testCaseStartedId, testCaseId: testCase.id, attempt: 0, timestamp } },
    ...steps,
    { testCaseFinished: { testCaseStartedId, timestamp: end, willBeRetried: false } },
  ];
}

function resultOf(scenario: Scenario, strictFlaky: boolean): TestStepResult {
  const { verdict, attempts } = scenario;
  const last = attempts.at(-1);
  switch (verdict) {
    case 'passed':
      return { status: Status.PASSED, duration: nothing };
    case 'skipped':
      return { status: Status.SKIPPED, duration: nothing };
    case 'known': {
      const [first] = last ? weightiest(last) : [];
      const message = first && `known to fail: ${failureTitle(first)}`;
      return { status: Status.SKIPPED, duration: nothing, ...(message && { message }) };
    }
    case 'flaky':
      return strictFlaky
        ? failedResult(flakyFailure(scenario), flakyText(scenario))
        : { status: Status.PASSED, duration: nothing };
    case 'failed':
    case 'unjudged':
    case 'unrun': {
      const [first = neverBegun] = last ? weightiest(last) : [];
      return failedResult(first, last ? textOfAttempt(last) : neverBegun.sentence);
    }
  }
}

const neverBegun: Failure = { kind: 'suite', sentence: 'the scenario was never begun' };

function failedResult(failure: Failure, text: string): TestStepResult {
  const message = failureTitle({ ...failure, sentence: withoutIdentifiers(failure.sentence) });
  return {
    ...{ status: Status.FAILED, duration: nothing, message: visible(text) },
    exception: { type: visible(reasonKey(failure)), message },
  };
}

function textOfAttempt({ failures, steps }: Scenario['attempts'][number]): string {
  const evidence = steps
    .flatMap(({ attachments }) => attachments)
    .flatMap((each) => {
      const text = textOf(each)?.trimEnd() ?? '';
      return text === '' ? [] : [`── ${each.fileName ?? 'attached'}\n${text}`];
    });
  return [failuresText(failures), ...evidence].join('\n\n');
}

function flakyFailure({ attempts }: Scenario): Failure {
  const sentence = `passed only at attempt ${attempts.length}: it is flaky`;
  return { kind: 'broken', sentence };
}

function flakyText(scenario: Scenario): string {
  const failed = failedAttempts(scenario);
  return failed.map((one) => `${attemptTitle(one)}\n${one.text}`).join('\n\n');
}

/** What has gone wrong beside the scenarios, as cases of a feature that is no file. */
function messagesOfTheRun({ reasons, troubles }: RunVerdict, run: RunModel): Envelope[] {
  const { gaveUp } = run.details;
  const cases = [
    ...(gaveUp === undefined
      ? []
      : [{ type: 'the run', sentence: 'The run was given up.', text: gaveUp }]),
    ...troubles
      .filter((sentence) => sentence !== flakyTrouble) // told of each by itself
      .map((sentence) => ({ type: 'the run', sentence, text: sentence })),
    ...reasons
      .filter(({ scenarios, beside }) => scenarios.length === 0 && beside.length > 0)
      .map((reason) => ({
        ...{ type: reason.key, sentence: reason.title },
        text: besideLines(reason).join('\n'),
      })),
  ];
  return cases.flatMap(({ type, sentence, text }, index) => {
    const title = withoutLineBreaks(sentence);
    const sources = generateMessages(
      `Feature: The run\n  Example: ${title}\n    Then it should be so\n`,
      `the run ${index}`,
      SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
      {
        ...{ includeGherkinDocument: true, includePickles: true, includeSource: false },
        newId: withPrefix(`run-${index}-`),
      },
    );
    const pickle = sources.find((each) => each.pickle)?.pickle;
    const [step] = pickle?.steps ?? [];
    if (pickle === undefined || step === undefined) return [];
    const [id, testStepId, testCaseStartedId] = [`c-${index}`, `s-${index}`, `a-${index}`];
    const timestamp = timestampOf(run.startedAt ?? 0);
    const testStepResult = {
      ...{ status: Status.FAILED, duration: nothing, message: visible(text) },
      exception: { type: visible(type), message: visible(sentence) },
    };
    return [
      ...sources,
      { testCase: { id, pickleId: pickle.id, testSteps: [{ id: testStepId, pickleStepId: step.id }] } }, // prettier-ignore
      { testCaseStarted: { id: testCaseStartedId, testCaseId: id, attempt: 0, timestamp } },
      { testStepFinished: { testCaseStartedId, testStepId, testStepResult, timestamp } },
      { testCaseFinished: { testCaseStartedId, timestamp, willBeRetried: false } },
    ];
  });
}

function withPrefix(prefix: string): () => string {
  const next = IdGenerator.incrementing();
  return () => prefix + next();
}

function withoutLineBreaks(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function timestampOf(ms: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(ms / 1000), nanos: Math.round((ms % 1000) * 1e6) };
}
