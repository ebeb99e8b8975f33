import {
  AttachmentContentEncoding,
  TestStepResultStatus,
  TimeConversion,
  type Attachment,
} from '@cucumber/messages';
import { dataIn, isData } from '../../../support/evidence/data-attachment';
import type { EvidenceRecord } from '../../../support/evidence/evidence-record';
import type { LoadMetrics } from '../../../support/load/metrics-files';
import { splitStack, textOf, type Suggest } from '../../run-model/causes';
import { failuresOf } from '../../run-model/failures';
import { failureTitle, linesOf, type Failure } from '../../../support/contract/failure';
import type { Attempt, StepRun } from '../../run-model/run';
import type { Cause, ReportedAttempt, ReportedStep, Shown } from './report';

/** What is shown of a failed scenario otherwise, and here by its evidence. */
const textsOfEvidence = ['Timeline.txt', 'Requests and responses.txt'];

/** One attempt at a scenario: its steps, why it did not pass, and what it saw. */
export function readAttempt({ steps, failures }: Attempt, suggest: Suggest): ReportedAttempt {
  const attached = steps.flatMap(({ attachments }) => attachments);
  const evidence = attached.map((each) => dataIn<EvidenceRecord>(each, 'evidence')).find(Boolean);
  const load = attached.map((each) => dataIn<LoadMetrics>(each, 'load')).findLast(Boolean);
  const isToShow = (each: Attachment) =>
    !isData(each) && !(evidence && textsOfEvidence.includes(each.fileName ?? ''));
  const causes = steps.flatMap((step) => describeCauses(step, suggest));
  // What never ended has no step that says so.
  const others = causes.length === 0 ? failures : [];
  return {
    steps: steps.map(describeStep),
    causes: [...causes, ...others.map((failure) => causeFrom(failure, ''))],
    ...(evidence && { evidence }),
    ...(load && { load }),
    attachments: attached.filter(isToShow).map(describeAttachment),
  };
}

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

function describeCauses(step: StepRun, suggest: Suggest): Cause[] {
  const { pickleStep, result, snippet } = step;
  const { keyword, text } = describeStep(step);
  const isFailure = result.status === TestStepResultStatus.FAILED;
  return failuresOf(step, suggest).map((failure, index) => ({
    ...causeFrom(failure, pickleStep ? `${keyword}${text}` : `After the steps: ${text}`),
    stack: isFailure && index === 0 ? splitStack(result.message ?? '').stack : '',
    ...(snippet !== undefined && { snippet }),
  }));
}

function causeFrom(failure: Failure, step: string): Cause {
  const { expected, seen } = failure;
  return {
    ...{ step, failure, message: failureTitle(failure), stack: '' },
    ...(expected !== undefined &&
      seen !== undefined && { difference: { expected: inLines(expected), actual: inLines(seen) } }),
  };
}

function inLines(value: NonNullable<Failure['seen']>): string {
  return linesOf(value).join('\n');
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
