import type { Exchange } from '../../support/evidence/evidence-record';
import type { PlatformInfo } from '../../support/run/run-info';

/** Whom a request is for, and what every request to it says. */
export type Addressee = Pick<PlatformInfo, 'baseUrl' | 'headers'>;

/** A request as a line to copy, for `curl` in a shell such as Bash. */
export function curlLine(
  { baseUrl, headers: always = {} }: Addressee,
  { method, path, sent, body }: Pick<Exchange, 'method' | 'path' | 'sent' | 'body'>,
): string {
  const names = Object.keys(sent).map((name) => name.toLowerCase());
  const isJson = body !== undefined && !names.includes('content-type');
  const headers = { ...sent, ...(isJson && { 'Content-Type': 'application/json' }) };
  return [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...Object.entries(always).map(([name, value]) => `-H ${withNames(`${name}: ${value}`)}`),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(body)}`]),
    withNames(`${baseUrl}${path}`),
  ].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** In which the shell puts the value for `$NAME`, where there is any. */
function withNames(text: string): string {
  return /\$\w/.test(text) ? `"${text.replace(/["\\`]/g, '\\$&')}"` : quoted(text);
}
