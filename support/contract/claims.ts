import { isDeepStrictEqual } from 'node:util';
import type { ClauseId } from './clauses';
import { FailureError, type About, type Failure, type Shown } from './failure';

/** For a check of our own platform or its pages, of which the contract says nothing. */
export const beyondContract = undefined;

const shownAtMost = 20;

/** What was due, and what came of it. */
interface Values {
  expected?: unknown;
  seen?: unknown;
}

/**
 * Something has to be so.
 * @param clause what is broken where it is not
 * @param sentence what is wrong then, without identifiers: the same for the same fault
 * @throws FailureError
 */
export function claim(
  clause: ClauseId | undefined,
  sentence: string,
  isSo: boolean,
  { expected, seen, ...about }: Values & About = {},
): asserts isSo {
  if (isSo) return;
  throw new FailureError([
    { kind: 'broken', clause, sentence, expected: shown(expected), seen: shown(seen), ...about },
  ]);
}

/** Two values have to be the same in everything. @throws FailureError that shows both */
export function claimSame(
  clause: ClauseId | undefined,
  sentence: string,
  { expected, seen, ...about }: Required<Values> & About,
): void {
  claim(clause, sentence, isDeepStrictEqual(plain(seen), plain(expected)), {
    expected,
    seen,
    ...about,
  });
}

/** There must be none of these. @throws FailureError that shows the first of them */
export function claimNone(
  clause: ClauseId | undefined,
  sentence: string,
  found: readonly unknown[],
  about: About & { expected?: unknown } = {},
): void {
  claim(clause, sentence, found.length === 0, { expected: 'none', seen: listed(found), ...about });
}

/** What is shown line by line, and not as the list that it is. */
export class Lines {
  constructor(readonly lines: readonly string[]) {}
}

/** Some values, one a line, the first twenty of them. */
export function listed(values: readonly unknown[]): Lines {
  const lines = values.slice(0, shownAtMost).map((each) => [shown(each) ?? 'nothing'].flat());
  const rest = values.length - lines.length;
  return new Lines([...lines.flat(), ...(rest > 0 ? [`… and ${rest} more`] : [])]);
}

/** @throws FailureError with all of these, where there are any */
export function claimAll(failures: readonly Failure[]): void {
  if (failures.length > 0) throw new FailureError(failures);
}

/** A value for people: text as it is, anything else as JSON. */
export function shown(value: unknown): Shown | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (value instanceof Lines) return value.lines;
  return JSON.stringify(value);
}

/** Without what JSON has no word for, as what came over the wire has none of it either. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
