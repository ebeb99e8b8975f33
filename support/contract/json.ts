/**
 * What no message of the contract comes near: a page holds 1000 orders of 8 values each, and a list
 * without pages that is not too long already 70,000.
 */
const most = { levels: 64, values: 600_000 };

/**
 * What a text says, where it is JSON that can be read in a bounded time and space.
 * @throws SyntaxError where it is none, or holds more
 */
export function parseJson(text: string): unknown {
  expectBounded(text);
  return harmless(JSON.parse(text), most.levels, { left: Infinity });
}

/** Counts what opens, and what parts one value from the next, outside of texts. */
function expectBounded(text: string): void {
  let levels = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') at = endOfText(text, at);
    else if (sign === '[' || sign === '{') levels += 1;
    else if (sign === ']' || sign === '}') levels -= 1;
    else if (sign !== ',') continue;
    values += 1;
    if (levels > most.levels) throw new SyntaxError(`it is deeper than ${most.levels} levels`);
    if (values > most.values) throw new SyntaxError(`it holds more than ${most.values} values`);
  }
}

/** Where a text within JSON ends that begins here. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Stands for what lies too deep in a message, or is too much of it. */
const leftOut = '(left out)';

/** Characters of a text, and values of an event: no message of the contract comes near. */
const longest = 20_000;
const mostOfEvent = 1_000;

/** What would make an object refuse to be shown, or be another than it is. */
const unruly: readonly string[] = ['toString', 'valueOf', 'toJSON', '__proto__'];

/** An event, or an answer to a subscription, that others have parsed. See {@link harmless}. */
export function harmlessEvent(message: unknown): unknown {
  return harmless(message, most.levels, { left: mostOfEvent });
}

/**
 * A message that nobody falls over who looks at it or keeps it: without what lies too deep in it or
 * is too much, and with other names for what would make it unruly.
 */
function harmless(message: unknown, levels: number, values: { left: number }): unknown {
  values.left -= 1;
  if (typeof message === 'string') return beginningOf(message);
  if (typeof message !== 'object' || message === null || ArrayBuffer.isView(message))
    return message;
  if (levels === 0 || values.left < 0) return leftOut;
  const inside = (value: unknown) => harmless(value, levels - 1, values);
  if (Array.isArray(message)) return message.slice(0, Math.max(1, values.left)).map(inside);
  return Object.fromEntries(
    Object.entries(message)
      .slice(0, Math.max(1, values.left))
      .map(([name, value]: [string, unknown]) => [
        unruly.includes(name) ? `(${name})` : beginningOf(name),
        inside(value),
      ]),
  );
}

/** A copy, since a part of a text keeps all of it. */
function beginningOf(text: string): string {
  if (text.length <= longest) return text;
  return JSON.parse(JSON.stringify(`${text.slice(0, longest)}…`)) as string;
}
