import type { ErrorObject } from 'ajv';

/** What a validator has found, in words: where, what, and the property that is too much. */
export function faultText({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty, allowedValues, allowedValue } = params as Record<string, unknown>;
  const more = additionalProperty ?? allowedValue ?? allowedValues;
  const where = instancePath === '' ? 'it' : instancePath.slice(1);
  return `${where} ${message}${more === undefined ? '' : `: ${JSON.stringify(more)}`}`;
}
