import type { Exchange } from '../../support/evidence/evidence-record';

/** A request as a line to copy, for `curl` in a shell such as Bash. */
export function curlLine(
  baseUrl: string,
  { method, path, sent, body }: Pick<Exchange, 'method' | 'path' | 'sent' | 'body'>,
): string {
  const names = Object.keys(sent).map((name) => name.toLowerCase());
  const isJson = body !== undefined && !names.includes('content-type');
  const headers = { ...sent, ...(isJson && { 'Content-Type': 'application/json' }) };
  return [
    'curl -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoted(body)}`]),
    quoted(`${baseUrl}${path}`),
  ].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
