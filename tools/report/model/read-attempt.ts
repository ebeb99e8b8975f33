import {
  AttachmentContentEncoding,
  TestStepResultStatus,
  TimeConversion,
  type Attachment,
} from '@cucumber/messages';
import { dataIn, isData } from '../../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../../support/evidence/evidence-record';
import type { LoadMetrics } from '../../../support/load/metrics-files';
import { causeOf, splitStack, textOf, type Suggest } from '../../run-model/causes';
import { isCause, type Attempt, type RunEnd, type StepRun } from '../../run-model/run-model';
import { differenceIn } from './difference';
import type { Cause, ReportedAttempt, ReportedStep, Shown } from './report';

/** What is shown of a failed scenario otherwise, and here by its evidence. */
const textsOfEvidence = ['Timeline.txt', 'Requests and responses.txt'];

/** One attempt at a scenario: its steps, why it did not pass, and what it saw. */
export function readAttempt(
  { steps, endedAt }: Attempt,
  end: RunEnd,
  suggest: Suggest,
): ReportedAttempt {
  const attached = steps.flatMap(({ attachments }) => attachments);
  const evidence = attached.map((each) => dataIn<EvidenceRecord>(each, 'evidence')).find(Boolean);
  const load = attached.map((each) => dataIn<LoadMetrics>(each, 'load')).findLast(Boolean);
  const isToShow = (each: Attachment) =>
    !isData(each) && !(evidence && textsOfEvidence.includes(each.fileName ?? ''));
  const causes = steps.filter(isCause).map((step) => describeCause(step, suggest));
  const isLost = end === 'finished' && endedAt === undefined;
  return {
    steps: steps.map(describeStep),
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

function describeStep({ step, text, hook, pickleStep, result }: StepRun): ReportedStep {
  const { dataTable, docString } = pickleStep?.argument ?? {};
  return {
    astNodeId: step?.id,
    keyword: step?.keyword ?? 'Hook ',
    text: text ?? hook?.name ?? 'of every scenario',
    ...(dataTable && { table: dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)) }),
    ...(docString && { docString: docString.content }),
    status: result.status,
    seconds: TimeConversion.durationToMilliseconds(result.duration) / 1000,
  };
}

function describeCause(step: StepRun, suggest: Suggest): Cause {
  const { pickleStep, result, snippet } = step;
  const { keyword, text } = describeStep(step);
  const isFailure = result.status === TestStepResultStatus.FAILED;
  const { said, difference } = differenceIn(causeOf({ result, text }, suggest));
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
