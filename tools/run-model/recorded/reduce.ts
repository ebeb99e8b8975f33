import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { TestStepResultStatus as Status, type Attachment, type Envelope } from '@cucumber/messages';
import type { Failure, Shown } from '../../../support/contract/failure';
import { dataIn, dataMediaTypes } from '../../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../../support/evidence/evidence-record';

/**
 * `ts-node tools/run-model/recorded/reduce.ts MESSAGES TARGET.ndjson.gz`: leaves of the messages of a run what
 * its reasons are made of, so that they can be kept and judged again by the tests.
 */
export function reduced(messages: readonly Envelope[]): Envelope[] {
  return messages.flatMap((message): Envelope[] => {
    const { pickle, testCase, testStepFinished, attachment } = message;
    if (pickle) return [{ pickle: { ...pickle, steps: [] } }];
    if (testCase) return [{ testCase }];
    if (testStepFinished) {
      const { status, duration } = testStepFinished.testStepResult;
      return [{ testStepFinished: { ...testStepFinished, testStepResult: { status, duration } } }];
    }
    if (attachment) return reducedAttachment(attachment);
    const { testRunStarted, testCaseStarted, testCaseFinished, testRunFinished } = message;
    return [testRunStarted, testCaseStarted, testCaseFinished, testRunFinished].some(Boolean)
      ? [message]
      : [];
  });
}

const longest = 120;

function reducedAttachment(attachment: Attachment): Envelope[] {
  const kept = (value: unknown): Envelope[] => [
    { attachment: { ...attachment, body: JSON.stringify(value) } },
  ];
  for (const kind of ['failures', 'beside'] as const) {
    const failures = dataIn<Failure[]>(attachment, kind);
    if (failures) return kept(failures.map(shortened));
  }
  const evidence = dataIn<EvidenceRecord>(attachment, 'evidence');
  if (evidence)
    return kept({ steps: [], seen: [], omitted: [], foreign: {}, placed: evidence.placed });
  return attachment.mediaType === dataMediaTypes.run ? [{ attachment }] : [];
}

function shortened(failure: Failure): Failure {
  const { expected, seen } = failure;
  return {
    ...failure,
    ...{ expected: beginningOf(expected), seen: beginningOf(seen), details: [] },
  };
}

function beginningOf(value: Shown | undefined): Shown | undefined {
  return typeof value === 'object'
    ? value.map((each) => each.slice(0, longest))
    : value?.slice(0, longest);
}

/** Scenarios that have neither failed nor seen anything wrong say nothing of the reasons. */
export function withoutTheWell(messages: readonly Envelope[]): Envelope[] {
  const isBad = ({ testStepFinished, attachment }: Envelope) => {
    const status = testStepFinished?.testStepResult.status;
    if (status !== undefined) return status !== Status.PASSED && status !== Status.SKIPPED;
    return attachment !== undefined && dataIn<Failure[]>(attachment, 'beside') !== undefined;
  };
  const idOf = ({ testStepFinished, attachment }: Envelope) => testStepFinished ?? attachment;
  const told = new Set(messages.filter(isBad).map((each) => idOf(each)?.testCaseStartedId ?? ''));
  const attempts = messages.flatMap(({ testCaseStarted }) => testCaseStarted ?? []);
  const cases = new Set(
    attempts.filter(({ id }) => told.has(id)).map(({ testCaseId }) => testCaseId),
  );
  const pickles = new Set(
    messages.flatMap(({ testCase }) =>
      testCase && cases.has(testCase.id) ? testCase.pickleId : [],
    ),
  );
  const used = new Set(
    messages
      .filter((each) => isBad(each) || each.attachment !== undefined)
      .map((each) => idOf(each)?.testStepId ?? ''),
  );
  for (const { testCase } of messages)
    if (testCase) testCase.testSteps = testCase.testSteps.filter(({ id }) => used.has(id));
  return messages.filter((message) => {
    const { pickle, testCase, testCaseStarted, testCaseFinished } = message;
    const { testStepFinished, attachment } = message;
    if (pickle) return pickles.has(pickle.id);
    if (testCase) return cases.has(testCase.id);
    if (testCaseStarted) return told.has(testCaseStarted.id);
    if (testCaseFinished) return told.has(testCaseFinished.testCaseStartedId);
    if (testStepFinished)
      return told.has(testStepFinished.testCaseStartedId) && used.has(testStepFinished.testStepId);
    if (attachment?.testCaseStartedId !== undefined) return told.has(attachment.testCaseStartedId);
    return true;
  });
}

if (require.main === module) {
  const [source = '', target = ''] = process.argv.slice(2);
  const lines = fs.readFileSync(source, 'utf8').trimEnd().split('\n');
  const messages = lines.map((line) => JSON.parse(line) as Envelope);
  const kept = withoutTheWell(reduced(messages));
  const text = kept.map((each) => `${JSON.stringify(each)}\n`).join('');
  fs.writeFileSync(target, gzipSync(text, { level: 9 }));
}
