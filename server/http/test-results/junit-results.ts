import { createReadStream } from 'node:fs';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** What a JUnit XML file says of its run; what it does not say is undefined. */
export interface JunitResults {
  /** How it ended, in words. */
  verdict: string;
  seconds: number | typeof UNREADABLE | undefined;
  /** Milliseconds since 1970. */
  startedAt: number | undefined;
}

/** Stands for a value that is there and no number. */
export const UNREADABLE = 'unreadable';

/** How far into a file its first element may reach, in bytes. */
const MOST_BYTES = 64 * 1024;

/**
 * Reads the first element of a JUnit XML file, `testsuite` or `testsuites`, and no more: `tests`,
 * `failures`, and where they are given `errors`, `skipped`, `flakes` (passed only when tried again),
 * `time` in seconds and `timestamp`. A file that is broken or of another kind says nothing.
 */
export async function junitResults(file: string): Promise<JunitResults> {
  const said = (await firstElement(file)) ?? {};
  return {
    verdict: verdictOf(said),
    seconds: numberOf(said.time, SECONDS),
    startedAt: DATE.test(said.timestamp ?? '') ? known(Date.parse(said.timestamp!)) : undefined,
  };
}

type Attributes = Readonly<Partial<Record<string, string>>>;

/** The attributes of a file's first element, if that is one of tests. */
async function firstElement(file: string): Promise<Attributes | undefined> {
  let first: SaxesTagPlain | undefined;
  const parser = new SaxesParser();
  parser.on('opentag', (element) => (first ??= element));
  parser.on('error', (error) => {
    throw error;
  });
  try {
    for await (const text of createReadStream(file, { encoding: 'utf8', end: MOST_BYTES - 1 })) {
      parser.write(text as string);
      if (first) break;
    }
  } catch {
    // It is no XML, or not there any more.
  }
  return first && /^testsuites?$/.test(first.name) ? first.attributes : undefined;
}

const WHOLE = /^\d+$/;
const SECONDS = /^\d+(\.\d+)?(e[+-]?\d+)?$/i;
/** As far as JavaScript reads it; anything else may be a date to it as well. */
const DATE = /^\d{4}-\d\d-\d\dT/;

const COUNTS = ['tests', 'failures', 'errors', 'skipped', 'flakes'] as const;

function verdictOf(said: Attributes): string {
  const unreadable = COUNTS.find((name) => numberOf(said[name], WHOLE) === UNREADABLE);
  if (unreadable) return `Unreadable: ${unreadable} is no number`;
  if (said.tests === undefined || said.failures === undefined) return 'No verdict';

  const [tests, failures, errors, skipped, flaky] = COUNTS.map((name) => Number(said[name] ?? 0));
  const bad = failures + errors;
  if (bad > 0) return `Failed: ${bad} of ${tests}`;
  if (tests === skipped) return 'Nothing was run';
  if (flaky > 0) return `Flaky: ${flaky} of ${tests}`;
  if (skipped > 0) return `Passed: ${tests - skipped} of ${tests}, ${skipped} skipped`;
  return `Passed: all ${tests}`;
}

function numberOf(text: string | undefined, form: RegExp): JunitResults['seconds'] {
  if (text === undefined) return undefined;
  return form.test(text) && Number(text) <= Number.MAX_SAFE_INTEGER ? Number(text) : UNREADABLE;
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
