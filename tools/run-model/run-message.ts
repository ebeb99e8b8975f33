import path from 'node:path';
import { AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { dataIn, dataMediaTypes } from '../../support/evidence/data-attachment';
import { endOfLog } from './log-end';
import { RunInfo, type RunRequest } from '../../support/run/run-info';

/** What Cucumber's messages do not say of a run, and a report needs: what was asked for and tested. */
export type RunDetails = Partial<Omit<RunRequest, 'dryRun' | 'reports' | 'info'>> &
  Partial<Omit<RunInfo, 'coverage'>> & {
    /** The last that the platform of the run printed; empty if it printed nothing. */
    platformLog?: string;
  };

/**
 * The message as it is, with the details of the run beside the first and the last message of a
 * run, when they are known and when they are complete. So the messages alone are enough to make a
 * report from.
 */
export function withRunDetails(envelope: Envelope, request: Partial<RunRequest>): Envelope[] {
  if (envelope.testRunStarted) return [envelope, runMessage(request)];
  if (envelope.testRunFinished) return [runMessage(request), envelope];
  return [envelope];
}

/** The details of a run as a message. */
export function runMessage(request: Partial<RunRequest>): Envelope {
  const { paths, names, tags, order, parallel, strictFlaky } = request;
  const { platform, ownPlatform, leftOut, transport, commit, gaveUp, known, workerEnds, claims } =
    request.info ?? new RunInfo();
  const log = request.reports !== undefined && path.join(request.reports, 'platform.log');
  const details: RunDetails = {
    ...{ paths, names, tags, order, parallel, strictFlaky },
    ...{ platform, ownPlatform, leftOut, transport, commit, gaveUp, known, workerEnds, claims },
    ...(request.info && { witnessed: request.info.witnessed }),
    ...(platform?.own && log && { platformLog: endOfLog(log) }),
  };
  return {
    attachment: {
      mediaType: dataMediaTypes.run,
      contentEncoding: AttachmentContentEncoding.IDENTITY,
      body: JSON.stringify(details),
    },
  };
}

/** The details among these messages, the last ones of several. */
export function runDetails(messages: readonly Envelope[]): RunDetails {
  return messages.reduce<RunDetails>(
    (found, { attachment }) => (attachment && dataIn<RunDetails>(attachment, 'run')) ?? found,
    {},
  );
}
