import html from '@cucumber/cucumber/lib/formatter/builtin/html';
import { AttachmentContentEncoding, type Envelope } from '@cucumber/messages';
import { isCoverage } from '../coverage/coverage';
import { evidenceMover } from './evidence-mover';
import { fullMessage } from './outcome';

/**
 * Cucumber's own HTML report, with three things put right for its reader: what hooks attach
 * appears under the step that it explains, and not folded away under the hooks; an assertion's own
 * words appear above the difference of values; and pictures that are text (SVG) are shown.
 */
const htmlFormatter: typeof html = {
  ...html,
  formatter: (context) => {
    const moveEvidence = evidenceMover();
    return html.formatter({
      ...context,
      on: (key, handler) => {
        context.on(key, (envelope) => {
          if (isCoverage(envelope)) return; // a scenario's share of a table, and nothing to read
          handler(withShowableImage(withFullMessage(moveEvidence(envelope))));
        });
      },
    });
  },
};

export default htmlFormatter;

function withFullMessage(envelope: Envelope): Envelope {
  const { testStepFinished } = envelope;
  const { message, exception } = testStepFinished?.testStepResult ?? {};
  if (testStepFinished === undefined || message === undefined) return envelope;
  const full = fullMessage(testStepFinished.testStepResult);
  const testStepResult = {
    ...testStepFinished.testStepResult,
    message: full,
    ...(exception && { exception: { ...exception, stackTrace: full } }),
  };
  return { testStepFinished: { ...testStepFinished, testStepResult } };
}

function withShowableImage(envelope: Envelope): Envelope {
  const { attachment } = envelope;
  const { BASE64, IDENTITY } = AttachmentContentEncoding;
  if (!attachment?.mediaType.startsWith('image/') || attachment.contentEncoding !== IDENTITY)
    return envelope;
  const body = Buffer.from(attachment.body, 'utf8').toString('base64');
  return { attachment: { ...attachment, body, contentEncoding: BASE64 } };
}
