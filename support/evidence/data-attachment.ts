import { AttachmentContentEncoding, type Attachment } from '@cucumber/messages';

const prefix = 'application/vnd.trading-acceptance.';

/**
 * What scenarios hand over to the reports inside Cucumber's messages: each kind has a media type
 * of its own. Reports are made from them; as they stand they are nothing to read.
 */
export const dataMediaTypes = {
  /** What of the contract a scenario exercised, and how often. */
  coverage: `${prefix}coverage+json`,
  /** What a scenario saw, step by step. */
  evidence: `${prefix}evidence+json`,
  /** Why a step or a hook failed, in parts. */
  failures: `${prefix}failures+json`,
  /** What a scenario saw go wrong with orders that are not its own. */
  beside: `${prefix}beside+json`,
  /** What a scenario's subscribers received, for the witness of the run; see `packed`. */
  received: `${prefix}received+deflate`,
  /** The figures of a load. */
  load: `${prefix}load+json`,
  /** What was tested, and how. */
  run: `${prefix}run+json`,
} as const;

type Typed = Pick<Attachment, 'mediaType'>;

/** Whether this attachment is for the reports, and not for readers. */
export function isData({ mediaType }: Typed): boolean {
  return mediaType.startsWith(prefix);
}

/** The value in an attachment of this kind; undefined if it is of another. */
export function dataIn<Value>(
  { mediaType, body, contentEncoding }: Attachment,
  kind: keyof typeof dataMediaTypes,
): Value | undefined {
  if (mediaType !== dataMediaTypes[kind]) return undefined;
  const isBase64 = contentEncoding === AttachmentContentEncoding.BASE64;
  return JSON.parse(isBase64 ? Buffer.from(body, 'base64').toString('utf8') : body) as Value;
}

/** What a hook that skips a scenario attaches its reason as. */
export const whySkipped = 'Why skipped.txt';
