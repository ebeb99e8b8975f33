import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from '../../contract/documents';
import { integerBounds, limitsOf, numberBounds, next, type Limits } from './valid-values';

/** Whatever JSON can say, `undefined` excepted. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * JSON values that a schema forbids: of another type, such that a lenient platform would take for
 * a valid one, out of range, of another form.
 * @param own a valid value, from which they are derived, so that a trace of it would be found
 */
export function faultyValue(schema: Schema, own: string | number): Arbitrary<Json> {
  const limits = limitsOf(schema);
  return fc.oneof(
    ...(typeof own === 'number'
      ? [outOfRange(limits, own), fc.constantFrom<Json>(...numberAsText(own), '', true)]
      : [unlike(limits, own), fc.constantFrom<Json>(42, 0, true)]),
    fc.constantFrom<Json>(null, false, [own], [], {}, { value: own }),
  );
}

/** Texts of a query that a schema forbids. */
export function faultyText(schema: Schema, own: string): Arbitrary<string> {
  const limits = limitsOf(schema);
  return limits.type === 'integer' ? noWholeNumber(limits) : unlike(limits, own);
}

/** What a lenient platform would read as this number. */
function numberAsText(own: number): string[] {
  return [`${own}`, ` ${own}`, `${own} `, `+${own}`, `0${own}`];
}

function outOfRange(limits: Limits, own: number): Arbitrary<number> {
  const { min, max } = numberBounds(limits);
  return fc
    .oneof(
      fc.constantFrom(next(min, -1), -own),
      fc.double({ max: next(min, -1), noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(max + own, next(max, 1)),
      fc.double({ min: next(max, 1), noNaN: true, noDefaultInfinity: true }),
    )
    .filter((value) => !(value >= min && value <= max));
}

function noWholeNumber(limits: Limits): Arbitrary<string> {
  const { min, max } = integerBounds(limits);
  const { min: lowest, max: highest } = integerBounds({});
  return fc.oneof(
    fc.integer({ min: max + 1, max: highest }).map(String),
    fc.integer({ min: lowest, max: min - 1 }).map(String),
    fc.integer({ min: 17, max: 400 }).map((digits) => '9'.repeat(digits)), // from 309 on Infinity
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 99 }))
      .map((parts) => parts.join('.')),
    fc.integer({ min, max }).chain((number) => fc.constantFrom(...readAsNumber(number))),
    fc.constantFrom('', ' ', '-', 'ten', 'null', 'true', 'NaN', 'Infinity', '1e400', '[]'),
  );
}

/** What is no whole number, though a lenient platform would read it as this one. */
function readAsNumber(number: number): string[] {
  return [
    `${number}e0`,
    `${number}.0`,
    `+${number}`,
    [...`${number}`].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join(''), // ٠ to ٩
    ` ${number}`,
    `${number} `,
    `${number}\n`,
    `${number}x`,
    `${number},`,
    `0x${number.toString(16)}`,
    `[${number}]`,
    `"${number}"`,
  ];
}

const strays = [' ', '_', 'a', 'é', '٣', '\n', '\t', '\u0000', '*', '%', "'", '"', '\\', '🙂'];

/** Texts that are nearly as they should be. */
function unlike(
  { enum: words, pattern, minLength = 0, maxLength = Infinity }: Limits,
  own: string,
) {
  const allowed = (text: string) =>
    words
      ? words.includes(text)
      : text.length >= minLength &&
        text.length <= maxLength &&
        (pattern === undefined || new RegExp(pattern).test(text));
  const stray = fc.constantFrom(...strays);
  const place = fc.nat({ max: own.length });
  return fc
    .oneof(
      fc.constantFrom('', own.toLowerCase(), `${own} `, ` ${own}`, `${own}\n`),
      stray,
      fc.tuple(place, stray).map(([at, more]) => own.slice(0, at) + more + own.slice(at)),
      fc.tuple(place, stray).map(([at, other]) => own.slice(0, at) + other + own.slice(at + 1)),
      fc.integer({ min: 2, max: 20 }).map((times) => own.repeat(times)),
    )
    .filter((text) => !allowed(text));
}
