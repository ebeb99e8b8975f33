import { expect } from 'chai';
import type { Start } from '../operator';
import { expectNone } from './assertions';

/** The platform listens. @returns its address */
export function expectStarted(start: Start): string {
  if ('url' in start) return start.url;
  return expect.fail(`the platform ${start.how}: ${start.printed}`);
}

/** The platform ended by itself, having said in one line which setting is wrong and why. */
export function expectStartRefused(start: Start, setting: string, value: string): void {
  if ('url' in start) expect.fail(`the platform started, with ${setting} set to "${value}"`);
  else {
    expect(start.how).to.match(/exit code [1-9]/);
    expect(start.printed.trimEnd().split('\n'), 'the lines that it printed').to.have.lengthOf(1);
    const [, reason = ''] = start.printed.split(`${setting}: ${JSON.stringify(value)} `);
    expect(reason.trim(), `the reason in: ${start.printed}`).not.to.equal('');
  }
}

/** Structured logs: every line is one JSON object, and there is at least one. */
export function expectJsonLines(printed: string): void {
  const lines = printed.trimEnd().split('\n');
  expectNone(
    'lines that are no JSON object',
    lines.filter((line) => !isJsonObject(line)),
  );
}

function isJsonObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
