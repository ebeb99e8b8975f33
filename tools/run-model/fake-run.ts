import { generateMessages } from '@cucumber/gherkin';
import {
  AttachmentContentEncoding,
  IdGenerator,
  SourceMediaType,
  TestStepResultStatus,
  type Attachment,
  type Envelope,
  type TestStepResult,
} from '@cucumber/messages';

/** How a step of a made-up run went; what is not said has passed. */
export interface FakeOutcome {
  status?: keyof typeof TestStepResultStatus;
  message?: string;
  exception?: { type: string; message: string };
  attachments?: Partial<Attachment>[];
}

const timestamp = { seconds: 0, nanos: 0 };

/**
 * The messages of a run that never was, for tests of what reads them: each scenario of `text`, with
 * an After hook called `hook` behind its steps. `outcomeOf` is asked for each step by its text; what
 * fails is tried again, up to `retries` times.
 */
export function fakeRun(
  text: string,
  outcomeOf: (step: string, attempt: number) => FakeOutcome | undefined,
  retries = 0,
): Envelope[] {
  const sources = generateMessages(
    text,
    'features/orders/fake.feature',
    SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
    {
      includeGherkinDocument: true,
      includePickles: true,
      includeSource: false,
      newId: IdGenerator.incrementing(),
    },
  );
  const cases: Envelope[] = [];
  const scenarios = sources.flatMap(({ pickle }) => {
    if (pickle === undefined) return [];
    const steps = pickle.steps.map((step) => ({ ...step, stepId: `step-${pickle.id}-${step.id}` }));
    const hookId = `hook-${pickle.id}`;
    const messages: Envelope[] = [];
    cases.push({
      testCase: {
        id: `case-${pickle.id}`,
        pickleId: pickle.id,
        testSteps: [
          ...steps.map(({ id, stepId }) => ({ id: stepId, pickleStepId: id })),
          { id: hookId, hookId: 'hook' },
        ],
      },
    });
    const stepIds = [
      ...steps.map(({ stepId, text }) => ({ stepId, text })),
      { stepId: hookId, text: 'hook' },
    ];
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      const id = `run-${attempt}-${pickle.id}`;
      const outcomes = stepIds.map(({ stepId, text }) => ({
        stepId,
        outcome: outcomeOf(text, attempt),
      }));
      const failed = outcomes.some(({ outcome }) => outcome?.status === 'FAILED');
      const willBeRetried = failed && attempt < retries;
      messages.push(
        { testCaseStarted: { id, testCaseId: `case-${pickle.id}`, attempt, timestamp } },
        ...outcomes.flatMap(({ stepId, outcome }) => finished(id, stepId, outcome)),
        { testCaseFinished: { testCaseStartedId: id, timestamp, willBeRetried } },
      );
      if (!willBeRetried) break;
    }
    return messages;
  });
  return [
    ...sources,
    { testRunStarted: { timestamp } },
    ...cases,
    ...scenarios,
    { testRunFinished: { timestamp, success: true } },
  ];
}

function finished(
  testCaseStartedId: string,
  testStepId: string,
  outcome: FakeOutcome = {},
): Envelope[] {
  const { status = 'PASSED', attachments = [], ...rest } = outcome;
  const duration = { seconds: 0, nanos: 500_000_000 };
  const testStepResult: TestStepResult = {
    status: TestStepResultStatus[status],
    duration,
    ...rest,
  };
  return [
    ...attachments.map((attachment) => ({
      attachment: {
        testCaseStartedId,
        testStepId,
        body: '',
        mediaType: 'text/plain',
        contentEncoding: AttachmentContentEncoding.IDENTITY,
        ...attachment,
      },
    })),
    { testStepFinished: { testCaseStartedId, testStepId, testStepResult, timestamp } },
  ];
}
