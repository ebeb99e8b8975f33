import type { ValidateFunction } from 'ajv';

/** What a validator has just found, in words: where, what, and the property that is too much. */
export function faultsOf(validate: ValidateFunction): string[] {
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const { additionalProperty, allowedValues, allowedValue } = params as Record<string, unknown>;
    const more = additionalProperty ?? allowedValue ?? allowedValues;
    const where = instancePath === '' ? 'the message' : instancePath;
    return `${where} ${message}${more === undefined ? '' : `: ${JSON.stringify(more)}`}`;
  });
}
