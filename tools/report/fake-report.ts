import { TestStepResultStatus, type Envelope, type Meta } from '@cucumber/messages';
import { dataMediaTypes } from '../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../support/evidence/evidence-record';
import { runMessage } from '../run-model/run-message';
import { RunInfo, type RunRequest } from '../../support/run/run-info';
import { fakeRun, type FakeOutcome } from '../run-model/fake-run';
import { readReport } from './model/read-report';
import type { Report } from './model/report';

/** A made-up run as the report reads it, for tests. */
export function fakeReport(
  feature: string,
  outcomeOf: (step: string) => FakeOutcome | undefined = () => undefined,
  change: (messages: Envelope[]) => Envelope[] = (messages) => messages,
): Report {
  return readReport(change(fakeMessages(feature, outcomeOf)));
}

export function fakeMessages(
  feature: string,
  outcomeOf: (step: string) => FakeOutcome | undefined = () => undefined,
): Envelope[] {
  const meta: Meta = {
    protocolVersion: '32',
    implementation: { name: 'cucumber-js', version: '12' },
    runtime: { name: 'node.js', version: '20' },
    os: { name: 'linux' },
    cpu: { name: 'x64' },
  };
  const messages = fakeRun(feature, outcomeOf).map(({ testRunStarted, ...rest }) =>
    testRunStarted ? { testRunStarted: { ...testRunStarted, id: 'run-1' } } : rest,
  );
  return [{ meta }, ...messages, runMessage(fakeRequest)];
}

const fakeInfo: Partial<RunInfo> = {
  platform: { baseUrl: 'http://platform', version: '1.2.3', own: true },
  ownPlatform: true,
  commit: '0123456789ab-dirty',
  leftOut: { heavy: 0, ownPlatform: 0, socketIo: 0 },
};
const fakeRequest: Partial<RunRequest> = {
  paths: [],
  names: [],
  tags: '@cancel',
  parallel: 8,
  info: Object.assign(new RunInfo(), fakeInfo),
};

/** Puts an attempt that failed before each one there is. */
export function tryTwice(messages: Envelope[], because: string): Envelope[] {
  return messages.flatMap((message) => {
    const { testCaseStarted } = message;
    if (!testCaseStarted) return [message];
    const id = `${testCaseStarted.id}-before`;
    const testCase = messages.find(
      (each) => each.testCase?.id === testCaseStarted.testCaseId,
    )?.testCase;
    const [first] = testCase?.testSteps ?? [];
    const { timestamp } = testCaseStarted;
    const testStepResult = {
      status: TestStepResultStatus.FAILED,
      message: because,
      duration: { seconds: 1, nanos: 0 },
    };
    const failed = {
      testCaseStartedId: id,
      testStepId: first?.id ?? '',
      testStepResult,
      timestamp,
    };
    return [
      { testCaseStarted: { ...testCaseStarted, id } },
      { testStepFinished: failed },
      { testCaseFinished: { testCaseStartedId: id, timestamp, willBeRetried: true } },
      { testCaseStarted: { ...testCaseStarted, attempt: 1 } },
    ];
  });
}

/** What a scenario saw, for a hook to attach. */
export const fakeEvidence: FakeOutcome = {
  attachments: [
    {
      mediaType: dataMediaTypes.evidence,
      body: JSON.stringify({
        steps: [0, 10, 20],
        seen: [
          {
            ...{ kind: 'exchange', step: 1, at: 12, ms: 5, method: 'POST', path: '/orders' },
            ...{ sent: {}, body: '{"symbol":"</script>"}', status: 201, headers: {}, text: '{}' },
          },
          {
            ...{ kind: 'event', step: 2, at: 30, who: 'the subscriber', sequence: 7 },
            ...{ orderStatus: 'PENDING', orderId: 'own', order: 'BUY 1 X' },
          },
        ],
        omitted: [{ step: 1, kind: 'exchange', who: 'trader', count: 95 }],
        placed: ['own'],
        foreign: { 'the subscriber': 3 },
      } satisfies EvidenceRecord),
    },
  ],
};
