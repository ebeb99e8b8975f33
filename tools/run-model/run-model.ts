import {
  getWorstTestStepResult,
  TestStepResultStatus as Status,
  TimeConversion,
  type Attachment,
  type Envelope,
  type GherkinDocument,
  type Hook,
  type Pickle,
  type PickleStep,
  type Step,
  type TestCase,
  type TestCaseStarted,
  type TestStep,
  type TestStepResult,
  type Timestamp,
} from '@cucumber/messages';
import { Query } from '@cucumber/query';
import { scenarioName, type ScenarioName } from './names';

/** How far a run came. */
export type RunEnd = 'finished' | 'interrupted' | 'never begun';

/**
 * How a scenario ended, in the words that the last line of a run counts in. What passed only when it
 * was tried again is flaky; `unrun` was never begun, or was under way when the run was broken off.
 */
export type Verdict = 'passed' | 'flaky' | 'failed' | 'skipped' | 'unrun';

/** A scenario that was selected, and every attempt at it, the first first. */
export interface Scenario {
  pickle: Pickle;
  name: ScenarioName;
  attempts: Attempt[];
  verdict: Verdict;
}

/** One attempt at a scenario. */
export interface Attempt {
  id: string;
  pickle: Pickle;
  name: ScenarioName;
  /** 1 is the first. */
  number: number;
  steps: StepRun[];
  /** The worst of its steps and hooks; UNKNOWN where it never ended. */
  status: Status;
  /** What its steps and hooks took. */
  seconds: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Undefined where it never ended. */
  endedAt: number | undefined;
  willBeRetried: boolean;
}

/** A step or a hook of an attempt, and what became of it. */
export interface StepRun {
  /** The step's words; undefined for a hook. */
  text: string | undefined;
  pickleStep: PickleStep | undefined;
  /** The step as the feature has it. */
  step: Step | undefined;
  hook: Hook | undefined;
  /** Where its code stands, such as `step-definitions/order.steps.ts:12`. */
  place: string | undefined;
  /** A beginning of the code of a step that is not defined. */
  snippet: string | undefined;
  result: TestStepResult;
  attachments: readonly Attachment[];
}

const notRun: TestStepResult = { status: Status.UNKNOWN, duration: { seconds: 0, nanos: 0 } };

/** A run as Cucumber's messages tell it: the one place that reads them for reports and tools. */
export class RunModel {
  readonly query = new Query();
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
    const { gherkinDocument, pickle, testCase, testCaseStarted } = message;
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
    return { pickle, name: this.nameOf(pickle), attempts, verdict: verdictOf(attempts, this.end) };
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
    return {
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
export function verdictOf(attempts: readonly Attempt[], end: RunEnd = 'finished'): Verdict {
  const last = attempts.at(-1);
  if (last === undefined || (end !== 'finished' && wasUnderWay(last))) return 'unrun';
  if (last.status === Status.PASSED) return last.number > 1 ? 'flaky' : 'passed';
  // Nothing but a pass or a skip is good enough: undefined, pending and unfinished have failed.
  return last.status === Status.SKIPPED ? 'skipped' : 'failed';
}

/** Nothing had gone wrong yet when it was cut off. */
function wasUnderWay({ endedAt, steps }: Attempt): boolean {
  return endedAt === undefined && !steps.some(isCause);
}

/** Whether a step or hook is a reason why its scenario has not passed. */
export function isCause({ result: { status } }: Pick<StepRun, 'result'>): boolean {
  return status !== Status.PASSED && status !== Status.SKIPPED && status !== Status.UNKNOWN;
}
