import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { deadlines, stretched } from '../run/settings/deadlines';
import type { End, Operator, Start } from '../actors/operator';
import { expectNone } from './assertions';

/** The platform ended by itself, having said this in one line. */
export function expectStartRefusedSaying(start: Start, reason: string): void {
  if ('url' in start) expect.fail('the platform started');
  else {
    expect(start.how).to.match(/exit code [1-9]/);
    expect(start.printed.trimEnd().split('\n'), 'the lines that it printed').to.have.lengthOf(1);
    expect(start.printed).to.include(reason);
  }
}

/** The platform was not cut off, and has ended in time. */
export function expectEnded({ how, ms: taken }: End, ms: number): void {
  expect(how, 'how the platform ended').to.equal('exit code 0');
  expect(taken, 'milliseconds until the platform had ended').to.be.at.most(stretched(ms));
}

/** What a line of the log says of a request. */
export interface LoggedRequest {
  method: string;
  url: string;
  statusCode: number;
}

/**
 * The log tells of the request, of no header, and in JSON; its line may be written a little after
 * the answer.
 */
export async function expectLogged(operator: Operator, expected: LoggedRequest): Promise<void> {
  const isLogged = () =>
    loggedRequests(operator.printed()).some((each) => isDeepStrictEqual(each, expected));
  const end = performance.now() + deadlines.event;
  while (!isLogged() && performance.now() < end) await pause(msBetweenLooks);
  expect(isLogged(), `${JSON.stringify(expected)} in the log: ${operator.printed()}`).to.equal(
    true,
  );
  expect(operator.printed()).not.to.match(/user-agent/i);
  expectJsonLines(operator.printed());
}

const msBetweenLooks = 20;

function loggedRequests(printed: string): LoggedRequest[] {
  return printed
    .split('\n')
    .filter(isJsonObject)
    .map(
      (line) => JSON.parse(line) as { req?: Partial<LoggedRequest>; res?: Partial<LoggedRequest> },
    )
    .map(({ req: { method = '', url = '' } = {}, res: { statusCode = 0 } = {} }) => ({
      ...{ method, url, statusCode },
    }));
}

/** Structured logs: every line is one JSON object, and there is at least one. */
function expectJsonLines(printed: string): void {
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
