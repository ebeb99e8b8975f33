/** What no message of the contract comes near: its lists hold 1000 orders, three levels deep. */
const most = { levels: 64, values: 300_000 };

/**
 * What a text says, where it is JSON that can be read in a bounded time and space.
 * @throws SyntaxError where it is none, or holds more
 */
export function parseJson(text: string): unknown {
  expectBounded(text);
  return harmless(JSON.parse(text));
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

/** Stands for what lies too deep in a message that others have parsed. */
const tooDeep = `(deeper than ${most.levels} levels)`;

/** What would make an object refuse to be shown, or be another than it is. */
const unruly: readonly string[] = ['toString', 'valueOf', 'toJSON', '__proto__'];

/**
 * A message that nobody falls over who looks at it: without what lies too deep in it, and with other
 * names for what would make it unruly. Neither is in any message of the contract.
 */
export function harmless(message: unknown, levels = most.levels): unknown {
  if (typeof message !== 'object' || message === null || ArrayBuffer.isView(message))
    return message;
  if (levels === 0) return tooDeep;
  if (Array.isArray(message)) return message.map((each: unknown) => harmless(each, levels - 1));
  return Object.fromEntries(
    Object.entries(message).map(([name, value]: [string, unknown]) => [
      unruly.includes(name) ? `(${name})` : name,
      harmless(value, levels - 1),
    ]),
  );
}
