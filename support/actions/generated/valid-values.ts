import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from '../../contract/documents';

/** The keywords of JSON Schema that say which values there are; more would need a generator here. */
export interface Limits {
  type?: string;
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  exclusiveMaximum?: number;
}

const known = [
  ...['type', 'enum', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
  ...['description', 'examples', 'default', 'title'], // these limit nothing
];

/**
 * What a schema says, as far as the generators understand it.
 * @throws Error when the contract has grown beyond them
 */
export function limitsOf(schema: Schema): Limits {
  const unknown = Object.keys(schema).filter((keyword) => !known.includes(keyword));
  if (unknown.length > 0)
    throw new Error(
      `The generators know nothing of "${unknown.join('", "')}" in ${JSON.stringify(schema)}: ` +
        'teach them in support/actions/generated/.',
    );
  return schema;
}

/** Values that a schema allows, the simple ones among them the smallest. */
export function validValue(schema: Schema): Arbitrary<string | number> {
  const limits = limitsOf(schema);
  if (limits.enum) return fc.constantFrom(...limits.enum);
  if (limits.type === 'integer') return fc.integer(integerBounds(limits));
  if (limits.type === 'number') return validNumber(limits);
  if (limits.pattern !== undefined)
    return fc.stringMatching(new RegExp(limits.pattern), { size: 'max' });
  return fc.string({
    minLength: limits.minLength ?? 0,
    ...(limits.maxLength !== undefined && { maxLength: limits.maxLength }),
  });
}

/** The smallest and the largest whole number that is allowed. */
export function integerBounds(limits: Limits): { min: number; max: number } {
  const { minimum = -Infinity, exclusiveMinimum = -Infinity } = limits;
  const { maximum = Infinity, exclusiveMaximum = Infinity } = limits;
  return {
    min: Math.max(Math.ceil(minimum), Math.floor(exclusiveMinimum) + 1, -(2 ** 31)),
    max: Math.min(Math.floor(maximum), Math.ceil(exclusiveMaximum) - 1, 2 ** 31 - 1),
  };
}

/** The smallest and the largest number that is allowed. */
export function numberBounds(limits: Limits): { min: number; max: number } {
  const { minimum = -Number.MAX_VALUE, exclusiveMinimum = -Infinity } = limits;
  const { maximum = Number.MAX_VALUE, exclusiveMaximum = Infinity } = limits;
  return {
    min: Math.max(minimum, next(exclusiveMinimum, 1)),
    max: Math.min(maximum, next(exclusiveMaximum, -1)),
  };
}

/** The power of ten of the smallest double. */
const smallestPower = -324;

/** Numbers of up to 15 digits, which every platform takes (PLACE-3), and of any size. */
function validNumber(limits: Limits): Arbitrary<number> {
  const { min, max } = numberBounds(limits);
  const signs = min < 0 ? [1, -1] : [1];
  const largest = Math.floor(Math.log10(Math.max(Math.abs(min), Math.abs(max))));
  const magnitude = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: Math.min(-9, largest), max: largest }) },
    { weight: 1, arbitrary: fc.integer({ min: smallestPower, max: largest }) },
  );
  return fc
    .tuple(fc.constantFrom(...signs), fc.integer({ min: 1, max: 9 }), furtherDigits, magnitude)
    .map(([sign, first, further, power]) => sign * Number(`${first}.${further}e${power}`))
    .map((value) => Math.min(Math.max(value, min), max));
}

/** Up to 14 digits; those that are not said are zeros, but for the last. */
const furtherDigits = fc
  .record({
    count: fc.nat({ max: 14 }),
    first: fc.array(fc.nat({ max: 9 }), { maxLength: 13, size: 'max' }),
    last: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ count, first, last }) =>
    count === 0
      ? '0'
      : `${first
          .slice(0, count - 1)
          .join('')
          .padEnd(count - 1, '0')}${last}`,
  );

/** The double beside another one. */
export function next(value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return direction * Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const away = value > 0 === direction > 0;
  view.setBigInt64(0, view.getBigInt64(0) + (away ? 1n : -1n));
  return view.getFloat64(0);
}
