import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { readAsyncApi } from './documents';
import { UUID } from './wire';

/** `npm test` has checked the document; to check it at every start would take time. */
const UNCHECKED = { meta: false, validateSchema: false };

let document: Ajv | undefined;

/** The check of something by a schema of the AsyncAPI document; it finds all faults at once. */
export function eventSchema<T>(name: string): ValidateFunction<T> {
  document ??= readDocument();
  return document.getSchema<T>(`asyncapi#/components/schemas/${name}`)!;
}

function readDocument(): Ajv {
  const ajv = new Ajv({ ...UNCHECKED, allErrors: true, formats: { uuid: UUID } });
  ajv.addVocabulary(['asyncapi', 'info', 'defaultContentType', 'servers', 'channels']);
  ajv.addVocabulary(['operations', 'components']);
  return ajv.addSchema(readAsyncApi(), 'asyncapi');
}

/** What says to people the same as the validator's words, by the keyword that was violated. */
const PLAINER_WORDS: Record<string, string> = {
  format: 'is not a UUID',
  additionalProperties: 'is not a known field',
  required: 'is required',
  minLength: 'must not be empty',
};

/** Where a violation is, with dots between the members, and what is wrong there. */
export function describeViolation(error: ErrorObject): { field: string; message: string } {
  const { keyword, instancePath, params, message } = error;
  const { additionalProperty, missingProperty } = params as Record<string, string | undefined>;
  const members = [...instancePath.split('/').slice(1), additionalProperty ?? missingProperty];
  const field = members.filter((each) => each !== undefined).join('.');
  return { field, message: PLAINER_WORDS[keyword] ?? message! };
}
