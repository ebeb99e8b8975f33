/**
 * What a terminal, a browser or a build server would obey or hide where it should show it: control
 * and format characters (bidirectional marks among them), further line breaks, and halves of
 * characters, which are no text.
 */
const unshown = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/**
 * What build servers take for commands: `##vso[…]`, `##[…]` and `##teamcity[…]` wherever they stand
 * in a line, `::error::` and the like at its beginning.
 */
const commands = /#(?=#\w*\[)|:(?<=^\s*:)(?=:)/gm;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text that nobody obeys: what cannot be seen is shown as JSON writes it, `\u001b`. Lines stay
 * lines. Within JSON it means the same as before.
 */
export function visible(text: string): string {
  return text
    .replace(unshown, (found) => (found === '\n' ? found : inJson(found)))
    .replace(commands, inJson);
}

/** A value of somebody else's in a line of ours: it never makes a line of its own. */
export function inOneLine(value: string): string {
  return visible(value.replaceAll('\n', '\\n'));
}

/** A value as it came, whatever it is: what is no text as JSON, since it may refuse to be made one. */
export function textFor(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/**
 * Every text in a piece of data, the names of fields included, and no more of each than anybody
 * reads. @param show how a text is shown
 */
export function visibleIn(data: unknown, show = visible): unknown {
  if (typeof data === 'string') return beginningOf(show(data));
  if (Array.isArray(data)) return data.map((each: unknown) => visibleIn(each, show));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [show(name), visibleIn(value as unknown, show)]),
  );
}

/** Characters. */
const longest = 20_000;

function beginningOf(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}

function inJson(found: string): string {
  const units = Array.from({ length: found.length }, (_, at) => found.charCodeAt(at));
  const written = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`);
  return short[found] ?? written.join('');
}
