import { expect } from 'chai';
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
  const { headers, text } = world.answer;
  if (expected.status !== undefined) expectStatusCode(world, expected.status);
  if (expected['Content-Type'] !== undefined)
    expect(headers['content-type']?.split(';')[0]).to.equal(expected['Content-Type']);
  if (expected.Allow !== undefined)
    expect((headers.allow ?? '').split(/\s*,\s*/), 'the header Allow').to.include.members(
      expected.Allow.split(', '),
    );
  if (expected.text !== undefined) expect(text).to.include(expected.text);
  if (expected.body !== undefined) expectBody(world, expected.body);
}

/** @param expected such as `404`, or `400 to 499` */
function expectStatusCode(world: TradingWorld, expected: string): void {
  const [, lowest, highest = lowest] = /^(\d{3})(?: to (\d{3}))?$/.exec(expected) ?? [];
  if (lowest === undefined)
    throw new Error(`status: "${expected}" is no status code such as 404, or 400 to 499.`);
  const { answer, evidence } = world;
  const { request, status, text } = answer;
  evidence.seen(answer);
  const asked = `the status of ${request.method} ${request.path}: ${text}`;
  if (lowest === highest) expect(status, asked).to.equal(Number(lowest));
  else expect(status, asked).to.be.within(Number(lowest), Number(highest));
}

function expectBody({ answer }: TradingWorld, kind: string): void {
  const { body, headers, status, text } = answer;
  if (oneOf('body', kind, ['none', 'a problem document']) === 'none')
    return void expect(text).to.equal('');
  expect(headers['content-type']).to.match(/^application\/problem\+json\b/);
  expect(body).to.include({ status }).and.include.keys('type', 'title');
}
