import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { beyondContract, claim, claimNone, claimSame, Lines } from '../contract/claims';
import { claimAtMost } from './limits';
import { deadlines, stretched } from '../run/settings/deadlines';
import type { End, Operator, Start } from '../actors/operator';

/** The platform ended by itself, having said this in one line. */
export function expectStartRefusedSaying(start: Start, reason: string): void {
  const sentence = 'a bad setting does not stop the start with one line that says why';
  const seen = 'url' in start ? 'the platform started' : `${start.how}: ${start.printed}`;
  const isRefused =
    !('url' in start) &&
    /exit code [1-9]/.test(start.how) &&
    start.printed.trimEnd().split('\n').length === 1 &&
    start.printed.includes(reason);
  claim(beyondContract, sentence, isRefused, { expected: `one line with: ${reason}`, seen });
}

/** The platform was not cut off, and has ended in time. */
export function expectEnded({ how, ms: taken }: End, ms: number, error: number): void {
  claimSame(beyondContract, 'the platform does not end in good order', {
    ...{ expected: 'exit code 0', seen: how },
  });
  claimAtMost(beyondContract, 'the platform ends too late', { ms: taken, error }, stretched(ms));
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
  const printed = operator.printed();
  claim(beyondContract, 'the log does not tell of a request', isLogged(), {
    expected,
    seen: new Lines(printed.split('\n')),
  });
  const isQuiet = !/user-agent/i.test(printed);
  claim(beyondContract, 'the log tells the headers of requests', isQuiet, {
    seen: new Lines(printed.split('\n')),
  });
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
  claimNone(
    beyondContract,
    'the log has lines that are no JSON object',
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

/** The platform says that it can be reached at this host. */
export function expectAddress(baseUrl: string, host: string): void {
  const seen = new URL(baseUrl).hostname;
  claimSame(beyondContract, 'the platform gives another address', { expected: host, seen });
}

/** The platform that was started last has printed nothing at all. */
export function expectNothingPrinted(operator: Operator): void {
  const seen = operator.printed();
  claimSame(beyondContract, 'the platform prints something all the same', { expected: '', seen });
}
