import { Mistake } from '../contract/failure';
import { didYouMean } from '../run/settings/did-you-mean';

/** What the cells of a column hold, by the word behind its name: how they are read, and what fits. */
export const kinds = {
  number: { form: /^-?\d+(\.\d+)?$/, read: Number, fits: 'a number such as 1000.5' },
  count: { form: /^\d+$/, read: Number, fits: 'a whole number such as 12' },
  duration: {
    form: /^\d+(\.\d+)? (ms|s|min)$/,
    read: durationOf,
    fits: 'a duration such as 500 ms, 2.5 s or 3 min',
  },
  name: { form: /\S/, read: String, fits: 'a name' },
} as const;
export type Kind = keyof typeof kinds;

/**
 * The value in a cell, as strictly as everything else in a feature.
 * @param place where it stands, such as `row 2, quantity`
 * @throws Error that names the place, the text and what would fit
 */
export function valueOf<Each extends Kind>(
  place: string,
  text: string,
  kind: Each,
): ReturnType<(typeof kinds)[Each]['read']> {
  const { form, read, fits } = kinds[kind];
  if (text === '') throw new Mistake(`${place}: the cell is empty; it needs ${fits}.`);
  if (!form.test(text)) throw new Mistake(`${place}: ${JSON.stringify(text)} is not ${fits}.`);
  return read(text) as ReturnType<(typeof kinds)[Each]['read']>;
}

/**
 * One of the values that a cell may have.
 * @throws Error that names the column, the value and those allowed
 */
export function oneOf<Value extends string>(
  column: string,
  value: string,
  allowed: readonly Value[],
): Value {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new Mistake(
      `${column}: "${value}" is not one of ${allowed.join(', ')}.${didYouMean(value, allowed)}`,
    );
  return found;
}

const milliseconds = { ms: 1, s: 1000, min: 60_000 };

/** A duration such as `2.5 s`. @returns milliseconds */
export function durationOf(text: string): number {
  const [amount, unit] = text.split(' ') as [string, keyof typeof milliseconds];
  return Number(amount) * milliseconds[unit];
}

/** A text in which `309 digits` stands for as many: for numbers that nobody would write out. */
export function withDigits(text: string): string {
  return text.replace(/(\d+) digits/g, (_, count: string) => '9'.repeat(Number(count)));
}
