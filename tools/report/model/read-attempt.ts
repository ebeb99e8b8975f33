import {
  AttachmentContentEncoding,
  TestStepResultStatus,
  TimeConversion,
  type Attachment,
  type TestCase,
  type TestCaseStarted,
  type TestStep,
  type TestStepResult,
} from '@cucumber/messages';
import type { Query } from '@cucumber/query';
import { dataIn, isData } from '../../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../../support/evidence/evidence-record';
import type { LoadMetrics } from '../../../support/load/metrics-files';
import type { Suggest } from '../../steps/suggest';
import { causeOf, isCause, splitStack, textOf } from '../../run-model/outcome';
import { differenceIn } from './difference';
import type { Attempt, Cause, ReportedStep, RunEnd, Shown } from './report';

const notRun: TestStepResult = {
  status: TestStepResultStatus.UNKNOWN,
  duration: { seconds: 0, nanos: 0 },
};

/** What is shown of a failed scenario otherwise, and here by its evidence. */
const textsOfEvidence = ['Timeline.txt', 'Requests and responses.txt'];

/** One attempt at a scenario: its steps, why it did not pass, and what it saw. */
export function readAttempt(
  query: Query,
  testCase: TestCase,
  started: TestCaseStarted,
  end: RunEnd,
  suggest: Suggest,
): Attempt {
  const finished = query.findTestStepsFinishedBy(started);
  const all = testCase.testSteps.map((testStep) => {
    const end = finished.find(({ testStepId }) => testStepId === testStep.id);
    return {
      step: describeStep(query, testStep, end?.testStepResult ?? notRun),
      result: end?.testStepResult ?? notRun,
      testStep,
      attachments: end ? query.findAttachmentsBy(end) : [],
    };
  });
  const attached = all.flatMap(({ attachments }) => attachments);
  const evidence = attached.map((each) => dataIn<EvidenceRecord>(each, 'evidence')).find(Boolean);
  const load = attached.map((each) => dataIn<LoadMetrics>(each, 'load')).findLast(Boolean);
  const isToShow = (each: Attachment) =>
    !isData(each) && !(evidence && textsOfEvidence.includes(each.fileName ?? ''));
  const causes = all
    .filter(isCause)
    .map(({ step, result, testStep }) => describeCause(query, step, result, testStep, suggest));
  const isLost = end === 'finished' && query.findTestCaseFinishedBy(started) === undefined;
  return {
    steps: all.map(({ step }) => step),
    causes: causes.length === 0 && isLost ? [neverEnded] : causes,
    ...(evidence && { evidence }),
    ...(load && { load }),
    attachments: attached.filter(isToShow).map(describeAttachment),
  };
}

const neverEnded: Cause = {
  step: '',
  message: 'It never ended: the process that ran it went away.',
  stack: '',
};

function describeStep(query: Query, testStep: TestStep, result: TestStepResult): ReportedStep {
  const pickleStep = query.findPickleStepBy(testStep);
  const step = pickleStep && query.findStepBy(pickleStep);
  const { dataTable, docString } = pickleStep?.argument ?? {};
  return {
    astNodeId: step?.id,
    keyword: step?.keyword ?? 'Hook ',
    text: pickleStep?.text ?? query.findHookBy(testStep)?.name ?? 'of every scenario',
    ...(dataTable && { table: dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)) }),
    ...(docString && { docString: docString.content }),
    status: result.status,
    seconds: TimeConversion.durationToMilliseconds(result.duration) / 1000,
  };
}

function describeCause(
  query: Query,
  { keyword, text }: ReportedStep,
  result: TestStepResult,
  testStep: TestStep,
  suggest: Suggest,
): Cause {
  const isFailure = result.status === TestStepResultStatus.FAILED;
  const message = causeOf({ result, text }, suggest);
  const pickleStep = query.findPickleStepBy(testStep);
  const [suggestion] = pickleStep ? query.findSuggestionsBy(pickleStep) : [];
  const snippet = suggestion?.snippets[0]?.code;
  const { said, difference } = differenceIn(message);
  return {
    step: pickleStep ? `${keyword}${text}` : text,
    message: said.replace(/^(Assertion)?Error: /, ''),
    ...(difference && { difference }),
    stack: isFailure ? splitStack(result.message ?? '').stack : '',
    ...(snippet !== undefined && { snippet }),
  };
}

function describeAttachment(attachment: Attachment): Shown {
  const { mediaType, fileName, body, contentEncoding } = attachment;
  const text = textOf(attachment);
  const isBase64 = contentEncoding === AttachmentContentEncoding.BASE64;
  return {
    name: fileName ?? (mediaType === 'text/x.cucumber.log+plain' ? 'Log' : mediaType),
    mediaType,
    isText: text !== undefined,
    body: text ?? (isBase64 ? body : Buffer.from(body, 'utf8').toString('base64')),
  };
}
