/** What a failure says, and the two values that differ, which assertions write as a patch. */
export interface Told {
  said: string;
  difference?: { expected: string; actual: string };
}

const heading = /^ *\+ expected - actual$/;

/**
 * Parts a failure's words from the difference below them, where there is one:
 * ```
 *     + expected - actual
 *
 *     -CANCELLED
 *     +EXECUTED
 * ```
 */
export function differenceIn(message: string): Told {
  const lines = message.split('\n');
  const start = lines.findIndex((line) => heading.test(line));
  if (start === -1) return { said: message };
  const [indent = ''] = /^ */.exec(lines[start] ?? '') ?? [];
  const rest = lines
    .slice(start + 1)
    .map((line) => line.slice(line.startsWith(indent) ? indent.length : 0));
  const side = (mark: string) =>
    rest
      .filter((line) => line.startsWith(mark) || line.startsWith(' '))
      .map((line) => line.slice(1))
      .join('\n');
  return {
    said: lines.slice(0, start).join('\n').trimEnd(),
    difference: { expected: side('+'), actual: side('-') },
  };
}
