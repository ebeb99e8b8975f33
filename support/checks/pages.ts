import { expect } from 'chai';
import type { Answer } from '../contract/messages';
import { expectNone } from './assertions';
import type { TradingWorld } from '../world';

const references = /(?:src|href)\s*=\s*["']([^"'#]+)["']|url\(\s*["']?([^"')]+)["']?\s*\)/gi;

/**
 * Everything that a page refers to, directly or by its style sheets, is served by the platform.
 * What a page only links to for people to follow may be anywhere.
 */
export async function expectSelfContained(world: TradingWorld): Promise<void> {
  await load(world);
}

/** What the page loads names this document, whose content it shows. */
export async function expectShownFrom(world: TradingWorld, document: string): Promise<void> {
  const loaded = await load(world);
  const naming = loaded.filter(({ text }) => text.includes(JSON.stringify(document)));
  expect(
    naming.map(({ url }) => url),
    `what names ${document}`,
  ).not.to.deep.equal([]);
}

/** @returns the page and all that it refers to, which is there and served by the platform */
async function load(world: TradingWorld): Promise<Answer[]> {
  const { answer } = world;
  const base = new URL(answer.url);
  const loaded = [answer];
  for (const reference of loadedBy(answer.text)) {
    const url = new URL(reference, base);
    expect(url.origin, `where ${base.pathname} loads ${reference} from`).to.equal(base.origin);
    const path = url.pathname + url.search;
    const part = await world.trader.send({ method: 'GET', path });
    expect(part.status, `the status of ${path}, which ${base.pathname} loads`).to.equal(200);
    loaded.push(part);
  }
  return loaded;
}

function loadedBy(html: string): string[] {
  const withoutLinks = html.replace(/<a\s[^>]*>/gi, '');
  return [...withoutLinks.matchAll(references)]
    .map(([, attribute, url]) => (attribute ?? url ?? '').trim())
    .filter((each) => each !== '' && !each.startsWith('data:'));
}

/** A preflight was answered so that a browser goes on. */
export function expectPreflightToAllow(world: TradingWorld): void {
  const { headers, status, request } = world.answer;
  expect(status, 'the status of the preflight').to.be.oneOf([200, 204]);
  expect(isReadable(world.answer), 'whether the origin that asked is allowed').to.equal(true);
  const { 'Access-Control-Request-Method': method = '' } = request.headers;
  const methods = (headers['access-control-allow-methods'] ?? '').split(/\s*,\s*/);
  if (!simpleMethods.includes(method) && !methods.includes('*'))
    expect(methods, 'the methods that a browser may use').to.include(method);
  const allowed = (headers['access-control-allow-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
  if (!allowed.includes('*'))
    expect(allowed, 'the headers that a browser may send').to.include.members(askedHeaders);
}

/** These need no permission (Fetch standard, CORS-safelisted methods). */
const simpleMethods = ['GET', 'HEAD', 'POST'];
export const askedHeaders = ['content-type', 'idempotency-key', 'x-execution-delay-ms'];

/** A page of another origin may read these headers (Fetch standard, CORS-exposed header names). */
export function expectHeadersExposed({ answer }: TradingWorld, names: readonly string[]): void {
  const listed = answer.headers['access-control-expose-headers'] ?? '';
  const exposed = listed.toLowerCase().split(/\s*,\s*/);
  if (!exposed.includes('*'))
    expect(exposed, 'the headers that the page may read').to.include.members(
      names.map((name) => name.toLowerCase()),
    );
}

/** Pages of these origins may read every answer that they got, and no others may read any. */
export function expectReadableBy({ answers }: TradingWorld, origins: readonly string[]): void {
  const readers = answers.filter(isReadable).map(originOf);
  expect([...new Set(readers)], 'the origins whose pages may read').to.have.members(origins);
  const kept = answers.filter((each) => origins.includes(originOf(each)) && !isReadable(each));
  expectNone(
    'answers that are kept from these pages',
    kept.map((each) => `${originOf(each)}: ${each.request.path}`),
  );
}

/** Whether a page of the origin that asked may read the answer (Fetch standard, CORS check). */
function isReadable(answer: Answer): boolean {
  return ['*', originOf(answer)].includes(answer.headers['access-control-allow-origin'] ?? '');
}

function originOf({ request }: Answer): string {
  return request.headers.Origin ?? '';
}
