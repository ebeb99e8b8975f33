import fc, { type Arbitrary } from 'fast-check';
import type { Json } from './faulty-values';
import { inTurn } from './ways';

/**
 * One of the many ways in which the same JSON can be written. Each list says what is special about
 * the first so many gaps, characters or numbers, so that the plainest way has empty lists.
 */
export interface Writing {
  /** White space between the tokens. */
  gaps: string[];
  /** For each character of a text: as it is, escaped by its code, or in short where that exists. */
  escapes: ('plain' | 'code' | 'short')[];
  /** For each number: as it is, with an exponent, or with needless zeros. */
  numbers: ('plain' | 'e' | 'E+' | 'long')[];
}

/** Any way of writing; the plain one is the smallest. */
export const writings: Arbitrary<Writing> = fc.oneof(
  { withCrossShrink: true },
  fc.constant<Writing>({ gaps: [], escapes: [], numbers: [] }),
  {
    weight: 9,
    arbitrary: fc.record({
      gaps: fc.array(fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 3 })),
      escapes: fc.array(fc.constantFrom('plain', 'code', 'short')),
      numbers: fc.array(fc.constantFrom('plain', 'e', 'E+', 'long'), { maxLength: 2 }),
    }),
  },
);

/** The members of an object, in an order, whatever their names. */
export type Members = ReadonlyMap<string, Json>;

/** Writes a value, or an object of these members, as JSON text. */
export function jsonText(value: Json | Members, { gaps, escapes, numbers }: Writing): string {
  const [gap, escape, form] = [inTurn(gaps), inTurn(escapes), inTurn(numbers)];
  const written = tokensOf(value).map((token) => {
    if (typeof token === 'string')
      return `"${[...token].map((each) => character(each, escape())).join('')}"`;
    return typeof token === 'number' ? numeral(token, form()) : token.mark;
  });
  return [...written, ''].map((token) => (gap() ?? '') + token).join('');
}

/** A text, a number, or anything that is written in one way only. */
type Token = string | number | { mark: string };

function tokensOf(value: Json | Members): Token[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  if (value === null || typeof value === 'boolean') return [{ mark: String(value) }];
  if (Array.isArray(value)) return inBrackets('[', value.map(tokensOf), ']');
  const members = isMembers(value) ? [...value] : Object.entries(value);
  return inBrackets(
    '{',
    members.map(([name, of]) => [name, { mark: ':' }, ...tokensOf(of)]),
    '}',
  );
}

function isMembers(value: object): value is Members {
  return value instanceof Map;
}

function inBrackets(open: string, parts: readonly Token[][], close: string): Token[] {
  const inside = parts.flatMap((part, index) => (index > 0 ? [{ mark: ',' }, ...part] : part));
  return [{ mark: open }, ...inside, { mark: close }];
}

const shortEscapes: Partial<Record<string, string>> = { '/': '\\/', '\t': '\\t', '\n': '\\n' };

function character(text: string, how: Writing['escapes'][number] = 'plain'): string {
  const plain = JSON.stringify(text).slice(1, -1);
  if (how === 'plain') return plain;
  if (how === 'short') return shortEscapes[text] ?? plain;
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

function numeral(value: number, how: Writing['numbers'][number] = 'plain'): string {
  if (how === 'plain') return JSON.stringify(value);
  if (how === 'long') return withZeros(JSON.stringify(value));
  const text = value.toExponential();
  return how === 'e' ? text.replace('+', '') : text.replace('e', 'E');
}

const zeros = '0'.repeat(20);

/** More digits than a double keeps, none of which says anything. */
function withZeros(number: string): string {
  const [mantissa = '', exponent] = number.split('e');
  const long = mantissa.includes('.') ? mantissa + zeros : `${mantissa}.${zeros}`;
  return exponent === undefined ? long : `${long}e${exponent}`;
}
