import { FailureError, Mistake, type Failure } from '../contract/failure';
import type { ClauseId } from '../contract/clauses';
import { printable } from './printable';
import { dataMediaTypes } from './data-attachment';
import { isTooLateToTell, orTooLate, waitedWords } from './patience';

/** What the wrapped code is called on: the world of a scenario. */
export interface Teller {
  attach?: (body: string, mediaType: string) => unknown;
  /** The clauses that the scenario's rule names. */
  clauses?: readonly ClauseId[];
  /** Where what went wrong is kept until the scenario ends. */
  failures?: Failure[];
}

type Code = (this: Teller, ...parameters: unknown[]) => unknown;

/**
 * Wraps a step or a hook: what it fails for goes into the messages of the run in parts, beside the
 * text that Cucumber makes of it, and it never takes longer than the limit without a word.
 * @param limit milliseconds; undefined for none
 */
export function telling(code: Code, limit: number | undefined): Code {
  return function (this: Teller, ...parameters: unknown[]) {
    const tell = (error: unknown): never => {
      const failures = failuresOf(error, this?.clauses ?? []);
      this?.failures?.push(...failures);
      this?.attach?.(JSON.stringify(failures), dataMediaTypes.failures);
      throw asPrintable(error);
    };
    try {
      const result = code.apply(this, parameters);
      if (!isPromise(result)) return result;
      return (limit === undefined ? result : inTime(result, limit)).catch(tell);
    } catch (error) {
      return tell(error);
    }
  };
}

/** Cucumber prints an error as it is. */
function asPrintable(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? printable(error) : error;
  error.message = printable(error.message);
  if (error.stack !== undefined) error.stack = printable(error.stack);
  return error;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}

async function inTime(promise: Promise<unknown>, limit: number): Promise<unknown> {
  const outcome = await orTooLate(promise, limit);
  if ('value' in outcome) return outcome.value;
  const { waited } = outcome;
  throw new FailureError([
    {
      kind: isTooLateToTell(waited) ? 'unjudged' : 'suite',
      sentence: 'a step has no deadline of its own, and did not end',
      expected: `an end within ${limit / 1000} s`,
      seen: `none after ${waitedWords(waited)}`,
    },
  ]);
}

/** What went wrong, in parts, whoever has thrown it. */
export function failuresOf(error: unknown, clauses: readonly ClauseId[]): readonly Failure[] {
  if (error instanceof FailureError) return error.failures;
  if (!(error instanceof Error)) return [{ kind: 'suite', sentence: firstLine(String(error)) }];
  const sentence = firstLine(error.message);
  if (error instanceof Mistake) return [{ kind: 'mistake', sentence }];
  if (error.name === 'AssertionError') return [ofAssertion(error, sentence, clauses)];
  // Of a browser's page, which does not come to what somebody waits for.
  if (error.name === 'TimeoutError') return [{ kind: 'broken', sentence: `the page: ${sentence}` }];
  return [{ kind: 'suite', sentence: `${error.name}: ${sentence}` }];
}

/** An assertion of chai or of node:assert in somebody's own step. */
function ofAssertion(
  error: Error,
  sentence: string,
  [clause, ...others]: readonly ClauseId[],
): Failure {
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  return {
    kind: 'broken',
    clause: others.length === 0 ? clause : undefined,
    sentence,
    ...(expected !== undefined && { expected: JSON.stringify(expected) }),
    ...(actual !== undefined && { seen: JSON.stringify(actual) }),
  };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
