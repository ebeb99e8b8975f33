import {
  getWorstTestStepResult,
  TestStepResultStatus as Status,
  TimeConversion,
  type Attachment,
  type Envelope,
  type GherkinDocument,
  type Pickle,
  type TestCase,
  type TestCaseStarted,
  type TestStep,
  type TestStepResult,
  type Timestamp,
} from '@cucumber/messages';
import { Query } from '@cucumber/query';
import type { Failure } from '../../support/contract/failure';
import { dataIn } from '../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../support/evidence/evidence-record';
import type { KnownFailure } from '../../support/run/known-failures';
import { besideIn, failuresOf, weightiest } from './failures';
import { isKnown } from './known';
import { scenarioName, type ScenarioName } from './names';
import {
  isCause,
  type Attempt,
  type RunEnd,
  type Scenario,
  type StepRun,
  type Verdict,
} from './run';
import type { RunDetails } from './run-message';

const notRun: TestStepResult = { status: Status.UNKNOWN, duration: { seconds: 0, nanos: 0 } };

/** A run as Cucumber's messages tell it: the one place that reads them for reports and tools. */
export class RunModel {
  readonly query = new Query();
  /** What was asked for and tested, as far as the messages have said it. */
  details: RunDetails = {};
  private readonly documents = new Map<string, GherkinDocument>();
  private readonly pickles = new Map<string, Pickle>();
  /** By their pickles. */
  private readonly cases = new Map<string, TestCase>();
  private readonly starts = new Map<string, TestCaseStarted[]>();

  /** @param messages those of a run that is over; of one that goes on, each is to be {@link follow}ed */
  constructor(messages: Iterable<Envelope> = []) {
    for (const each of messages) this.follow(each);
  }

  follow(message: Envelope): void {
    this.query.update(message);
    const { gherkinDocument, pickle, testCase, testCaseStarted, attachment } = message;
    this.details = (attachment && dataIn<RunDetails>(attachment, 'run')) ?? this.details;
    if (gherkinDocument?.uri !== undefined)
      this.documents.set(gherkinDocument.uri, gherkinDocument);
    if (pickle) this.pickles.set(pickle.id, pickle);
    if (testCase) this.cases.set(testCase.pickleId, testCase);
    if (testCaseStarted) this.startsOf(testCaseStarted.testCaseId).push(testCaseStarted);
  }

  get end(): RunEnd {
    if (this.query.findTestRunFinished()) return 'finished';
    return this.query.findTestRunStarted() ? 'interrupted' : 'never begun';
  }

  /** Milliseconds since 1970. */
  get startedAt(): number | undefined {
    const started = this.query.findTestRunStarted();
    return started && millisecondsOf(started);
  }

  /** Those that were selected, in the order in which they were. */
  scenarios(): Scenario[] {
    return [...this.cases.keys()].flatMap((pickleId) => this.scenarioOf(pickleId) ?? []);
  }

  /** Undefined where the pickle was not selected, or is not known. */
  scenarioOf(pickleId: string): Scenario | undefined {
    const testCase = this.cases.get(pickleId);
    const pickle = this.pickles.get(pickleId);
    if (testCase === undefined || pickle === undefined) return undefined;
    const attempts = [...this.startsOf(testCase.id)]
      .sort((a, b) => a.attempt - b.attempt)
      .map((each) => this.readAttempt(testCase, pickle, each));
    const last = attempts.at(-1);
    const attached = last?.steps.flatMap((step) => step.attachments) ?? [];
    const evidence = attached.flatMap((each) => dataIn<EvidenceRecord>(each, 'evidence') ?? []);
    return {
      ...{ pickle, name: this.nameOf(pickle), attempts },
      verdict: verdictOf(attempts, this.end, this.details.known),
      placed: evidence.flatMap(({ placed = [] }: Partial<EvidenceRecord>) => placed),
      beside: [...besideIn(attached), ...(this.details.witnessed?.[last?.id ?? ''] ?? [])],
    };
  }

  /** @throws Error where no such attempt has begun */
  attempt(testCaseStartedId: string): Attempt {
    for (const [pickleId, testCase] of this.cases) {
      const started = this.startsOf(testCase.id).find(({ id }) => id === testCaseStartedId);
      const pickle = this.pickles.get(pickleId);
      if (started && pickle) return this.readAttempt(testCase, pickle, started);
    }
    throw new Error(`The messages say nothing of the attempt ${testCaseStartedId}.`);
  }

  nameOf(pickle: Pickle): ScenarioName {
    return scenarioName(this.documents.get(pickle.uri), pickle);
  }

  private startsOf(testCaseId: string): TestCaseStarted[] {
    const starts = this.starts.get(testCaseId) ?? [];
    this.starts.set(testCaseId, starts);
    return starts;
  }

  private readAttempt(testCase: TestCase, pickle: Pickle, started: TestCaseStarted): Attempt {
    const finished = this.query.findTestCaseFinishedBy(started);
    const results = new Map(
      this.query.findTestStepsFinishedBy(started).map((each) => [each.testStepId, each]),
    );
    const steps = testCase.testSteps.map((testStep) => {
      const end = results.get(testStep.id);
      const attachments = end ? this.query.findAttachmentsBy(end) : [];
      return this.readStep(testStep, end?.testStepResult ?? notRun, attachments);
    });
    const failures = steps.flatMap((step) => failuresOf(step));
    if (finished === undefined && failures.length === 0)
      failures.push(this.notEnded(started, steps));
    return {
      ...{ failures },
      ...{ id: started.id, pickle, name: this.nameOf(pickle), steps, number: started.attempt + 1 },
      status: finished
        ? getWorstTestStepResult(steps.map(({ result }) => result)).status
        : Status.UNKNOWN,
      seconds: steps
        .map(({ result }) => TimeConversion.durationToMilliseconds(result.duration) / 1000)
        .reduce((sum, each) => sum + each, 0),
      startedAt: millisecondsOf(started),
      endedAt: finished && millisecondsOf(finished),
      willBeRetried: finished?.willBeRetried ?? false,
    };
  }

  /** An attempt whose end nobody has told of, with what is known of why. */
  private notEnded({ workerId = '' }: TestCaseStarted, steps: readonly StepRun[]): Failure {
    const how = this.details.workerEnds?.[workerId];
    const last = steps.find(({ result }) => result.status === Status.UNKNOWN);
    return {
      kind: 'suite',
      sentence: `a scenario did not end: ${this.end === 'finished' ? 'the process that ran it was gone' : 'the run was broken off'}`,
      expected: 'an end, whatever it is',
      seen: how === undefined ? 'nothing more' : `the process ended with ${how}`,
      details: [`under way: ${last?.text ?? last?.hook?.name ?? 'nothing'}`],
    };
  }

  private readStep(
    testStep: TestStep,
    result: TestStepResult,
    attachments: readonly Attachment[],
  ): StepRun {
    const { query } = this;
    const pickleStep = query.findPickleStepBy(testStep);
    const hook = query.findHookBy(testStep);
    const definition = query.findUnambiguousStepDefinitionBy(testStep);
    const { uri, location } = (definition ?? hook)?.sourceReference ?? {};
    const [suggestion] = pickleStep ? query.findSuggestionsBy(pickleStep) : [];
    return {
      ...{ text: pickleStep?.text, pickleStep, hook, result, attachments },
      step: pickleStep && query.findStepBy(pickleStep),
      place: uri && `${uri.replaceAll('\\', '/')}:${location?.line ?? '?'}`,
      snippet: suggestion?.snippets[0]?.code,
    };
  }
}

function millisecondsOf({ timestamp }: { timestamp: Timestamp }): number {
  return timestamp.seconds * 1000 + timestamp.nanos / 1e6;
}

/** How a scenario ended, by the attempts at it. */
export function verdictOf(
  attempts: readonly Attempt[],
  end: RunEnd = 'finished',
  known: readonly KnownFailure[] = [],
): Verdict {
  const last = attempts.at(-1);
  if (last === undefined || (end !== 'finished' && wasUnderWay(last))) return 'unrun';
  if (last.status === Status.PASSED) return last.number > 1 ? 'flaky' : 'passed';
  // Nothing but a pass or a skip is good enough: undefined, pending and unfinished have failed.
  if (last.status === Status.SKIPPED) return 'skipped';
  if (isKnown(last, known)) return 'known';
  const isUnjudged = last.failures.length > 0 && weightiest(last)[0]?.kind === 'unjudged';
  return isUnjudged ? 'unjudged' : 'failed';
}

/** Nothing had gone wrong yet when it was cut off. */
function wasUnderWay({ endedAt, steps }: Attempt): boolean {
  return endedAt === undefined && !steps.some(isCause);
}
