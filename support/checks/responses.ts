import { claim, claimSame } from '../contract/claims';
import { isClaimed } from '../contract/capabilities';
import { Mistake } from '../contract/failure';
import { mediaTypeOf } from '../contract/media-type';
import { clauseOfEndpoint, clauseOfStatus } from '../contract/whose-clause';
import { unexpected } from '../actors/trader';
import { oneOf } from '../tables/cells';
import type { TradingWorld } from '../world';

/** What a feature's table may say of a response. */
export const responseColumns = ['status?', 'body?', 'text?', 'Allow?', 'Content-Type?'] as const;

/** What a response should have, as far as it is said: a status or a range of them, a body … */
export interface ExpectedResponse {
  status?: string;
  /** Its kind. */
  body?: string;
  /** What it contains. */
  text?: string;
  /** The methods that have to be among those allowed. */
  Allow?: string;
  /** The media type, whatever its parameters. */
  'Content-Type'?: string;
}

/** The last answer has all this. */
export function expectResponse(world: TradingWorld, expected: ExpectedResponse): void {
  const { headers, text, request, body } = world.answer;
  // The same JSON can be written in many ways.
  const shown = body === undefined ? text : JSON.stringify(body);
  const clause = world.clauseAmong(clauseOfEndpoint(request.method, request.path));
  if (expected.status !== undefined) expectStatusCode(world, expected.status);
  if (expected['Content-Type'] !== undefined)
    claimSame(clause, 'an answer has another media type', {
      ...{ expected: expected['Content-Type'], seen: mediaTypeOf(headers) },
    });
  if (expected.Allow !== undefined) expectAllowed(expected.Allow, headers.allow ?? '');
  if (expected.text !== undefined)
    claim(clause, 'an answer does not show what it should', shown.includes(expected.text), {
      ...{ expected: `something with ${expected.text}`, seen: text.slice(0, 200) },
    });
  if (expected.body !== undefined) expectBody(world, expected.body);
}

/** @param expected such as `404`, or `400 to 499` */
function expectStatusCode(world: TradingWorld, expected: string): void {
  const [, lowest, highest = lowest] = /^(\d{3})(?: to (\d{3}))?$/.exec(expected) ?? [];
  if (lowest === undefined)
    throw new Mistake(`status: "${expected}" is no status code such as 404, or 400 to 499.`);
  const { answer, evidence } = world;
  evidence.seen(answer);
  if (answer.status >= Number(lowest) && answer.status <= Number(highest)) return;
  const clause = world.clauseAmong(clauseOfStatus(answer, Number(lowest)));
  throw unexpected(clause, 'a request is answered with another status', expected, answer);
}

function expectAllowed(expected: string, allow: string): void {
  const allowed = allow.split(/\s*,\s*/);
  const areAllowed = expected.split(', ').every((each) => allowed.includes(each));
  claim('REFUSE-4', 'Allow does not name the methods of the path', areAllowed, {
    expected,
    seen: allow,
  });
}

function expectBody({ answer }: TradingWorld, kind: string): void {
  const { body, headers, status, text } = answer;
  if (oneOf('body', kind, ['none', 'a problem document']) === 'none')
    return claimSame('REFUSE-5', 'an answer has a body where none is due', {
      expected: '',
      seen: text,
    });
  if (!isClaimed('problem-details')) return;
  const type = headers['content-type'] ?? 'none';
  const said = (body ?? {}) as Record<string, unknown>;
  const isProblem = mediaTypeOf(headers) === 'application/problem+json' && said.status === status;
  claim(
    'REFUSE-2',
    'an error is no problem document',
    isProblem && 'type' in said && 'title' in said,
    {
      ...{ expected: `application/problem+json with type, title and status ${status}` },
      seen: `${type} ${text}`,
    },
  );
}
