import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';

/** How a run ended, for colours, and in words. */
export interface Verdict {
  kind: 'passed' | 'flaky' | 'failed' | 'none';
  words: string;
}

/** What a JUnit XML file says of its run; what it does not say is undefined. */
export interface JunitResults {
  verdict: Verdict;
  seconds: number | undefined;
  /** Milliseconds since 1970. */
  startedAt: number | undefined;
}

const LAST_BYTE_READ = 4095;

/**
 * Reads the first element of a JUnit XML file, `testsuite` or `testsuites`, and no more: `tests`,
 * `failures`, and where they are given `errors`, `skipped`, `flakes` (passed only when tried again),
 * `time` in seconds and `timestamp`. A file that is absent, broken or of another kind says nothing.
 */
export async function junitResults(file: string): Promise<JunitResults> {
  const beginning = createReadStream(file, { end: LAST_BYTE_READ });
  const xml = await text(beginning).catch(() => undefined);
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

function verdictOf({ tests, bad, skipped, flaky }: Counts): Verdict {
  if ([tests, bad, skipped, flaky].some(Number.isNaN)) return { kind: 'none', words: 'No verdict' };
  if (bad > 0) return { kind: 'failed', words: `Failed: ${bad} of ${tests}` };
  if (tests === skipped) return { kind: 'none', words: 'Nothing was run' };
  if (flaky > 0) return { kind: 'flaky', words: `Flaky: ${flaky} of ${tests}` };
  if (skipped > 0)
    return { kind: 'passed', words: `Passed: ${tests - skipped} of ${tests}, ${skipped} skipped` };
  return { kind: 'passed', words: `Passed: all ${tests}` };
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
