import { readFile } from 'node:fs/promises';

/** What a JUnit XML file says of its run; what it does not say is undefined. */
export interface JunitResults {
  /** How it ended, in words. */
  verdict: string;
  seconds: number | undefined;
  /** Milliseconds since 1970. */
  startedAt: number | undefined;
}

/**
 * Reads the first element of a JUnit XML file, `testsuite` or `testsuites`, and no more: `tests`,
 * `failures`, and where they are given `errors`, `skipped`, `flakes` (passed only when tried again),
 * `time` in seconds and `timestamp`. A file that is absent, broken or of another kind says nothing.
 */
export async function junitResults(file: string): Promise<JunitResults> {
  const xml = await readFile(file).catch(() => undefined);
  const element = /<testsuites?\s[^>]*>/.exec(String(xml))?.[0];
  const valueOf = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(String(element))?.[1];
  const count = (name: string, unsaid = NaN) => Number(valueOf(name) ?? unsaid);
  return {
    verdict: verdictOf({
      tests: count('tests'),
      bad: count('failures') + count('errors', 0),
      skipped: count('skipped', 0),
      flaky: count('flakes', 0),
    }),
    seconds: known(count('time')),
    startedAt: known(Date.parse(String(valueOf('timestamp')))),
  };
}

type Counts = Record<'tests' | 'bad' | 'skipped' | 'flaky', number>;

function verdictOf({ tests, bad, skipped, flaky }: Counts): string {
  if ([tests, bad, skipped, flaky].some(Number.isNaN)) return 'No verdict';
  if (bad > 0) return `Failed: ${bad} of ${tests}`;
  if (tests === skipped) return 'Nothing was run';
  if (flaky > 0) return `Flaky: ${flaky} of ${tests}`;
  if (skipped > 0) return `Passed: ${tests - skipped} of ${tests}, ${skipped} skipped`;
  return `Passed: all ${tests}`;
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
