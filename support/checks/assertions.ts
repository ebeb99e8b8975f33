import { config, expect } from 'chai';

// A tester needs the values that differ, whole.
config.truncateThreshold = 0;

const shownAtMost = 20;

/**
 * There must be none of these.
 * @param what what they are, in words
 * @throws AssertionError that says what there is: one in the first line, or all in lines of their own
 */
export function expectNone(what: string, found: readonly unknown[]): void {
  if (found.length === 0) return;
  const lines = found.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  expect.fail(listed(what, lines));
}

/** Lines under a heading, the first twenty of them. */
export function listed(what: string, lines: readonly string[]): string {
  if (lines.length === 1) return `${what}: ${lines[0]}`;
  const rest = lines.length - shownAtMost;
  return [
    `${what} (${lines.length}): ${lines[0]}`,
    ...lines.slice(1, shownAtMost).map((each) => `- ${each}`),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ].join('\n');
}
