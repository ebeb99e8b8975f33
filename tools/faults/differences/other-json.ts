/**
 * A value as JSON that says the same as the usual text and has hardly a letter of it: the members
 * the other way round, white space between all parts, escapes, numbers with exponents.
 */
export function otherJson(value: unknown): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return value.toExponential().toUpperCase();
  if (Array.isArray(value)) return `[ ${value.map(otherJson).join('\t,\r\n')} ]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => `${escaped(name)}\n :  ${otherJson(each)}`);
  return `{\r\n${members.reverse().join('\t,\n')} }`;
}

/** The first character as its code, and each slash with a needless backslash. */
function escaped(text: string): string {
  if (text === '') return '""';
  const code = text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `"\\u${code}${JSON.stringify(text.slice(1)).slice(1).replaceAll('/', '\\/')}`;
}
