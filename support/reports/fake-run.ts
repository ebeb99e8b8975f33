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
const ids = (pickleId: string) => ({ testCaseStartedId: `run-${pickleId}` });

/**
 * The messages of a run that never was, for tests of what reads them: each scenario of `text`, with
 * an After hook called `hook` behind its steps. `outcomeOf` is asked for each step by its text.
 */
export function fakeRun(
  text: string,
  outcomeOf: (step: string) => FakeOutcome | undefined,
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
  const scenarios = sources.flatMap(({ pickle }) => {
    if (pickle === undefined) return [];
    const steps = pickle.steps.map((step) => ({ ...step, stepId: `step-${pickle.id}-${step.id}` }));
    const hookId = `hook-${pickle.id}`;
    const messages: Envelope[] = [
      {
        testCase: {
          id: `case-${pickle.id}`,
          pickleId: pickle.id,
          testSteps: [
            ...steps.map(({ id, stepId }) => ({ id: stepId, pickleStepId: id })),
            { id: hookId, hookId: 'hook' },
          ],
        },
      },
      {
        testCaseStarted: {
          id: `run-${pickle.id}`,
          testCaseId: `case-${pickle.id}`,
          attempt: 0,
          timestamp,
        },
      },
      ...steps.flatMap(({ stepId, text }) => finished(pickle.id, stepId, outcomeOf(text))),
      ...finished(pickle.id, hookId, outcomeOf('hook')),
      { testCaseFinished: { ...ids(pickle.id), timestamp, willBeRetried: false } },
    ];
    return messages;
  });
  return [
    ...sources,
    { testRunStarted: { timestamp } },
    ...scenarios,
    { testRunFinished: { timestamp, success: true } },
  ];
}

function finished(pickleId: string, testStepId: string, outcome: FakeOutcome = {}): Envelope[] {
  const { status = 'PASSED', attachments = [], ...rest } = outcome;
  const duration = { seconds: 0, nanos: 500_000_000 };
  const testStepResult: TestStepResult = { status: TestStepResultStatus[status], duration, ...rest };
  return [
    ...attachments.map((attachment) => ({
      attachment: {
        ...ids(pickleId),
        testStepId,
        body: '',
        mediaType: 'text/plain',
        contentEncoding: AttachmentContentEncoding.IDENTITY,
        ...attachment,
      },
    })),
    { testStepFinished: { ...ids(pickleId), testStepId, testStepResult, timestamp } },
  ];
}
