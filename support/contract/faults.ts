import type { ErrorObject } from 'ajv';

/** What a validator has found, in words: where, what, and the property that is too much. */
export function faultText({ instancePath, message, params, keyword }: ErrorObject): string {
  // Nobody should have to read a regular expression.
  if (keyword === 'pattern')
    return `${instancePath.slice(1)} does not have the form that it should`;
  const { additionalProperty, allowedValues, allowedValue } = params as Record<string, unknown>;
  const more = additionalProperty ?? allowedValue ?? allowedValues;
  const where = instancePath === '' ? 'it' : instancePath.slice(1);
  return `${where} ${message}${more === undefined ? '' : `: ${JSON.stringify(more)}`}`;
}
