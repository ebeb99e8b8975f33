import { claim, claimNone, claimSame } from '../contract/claims';
import { clauseOfEndpoint } from '../contract/whose-clause';
import type { Answer } from '../contract/messages';
import type { TradingWorld } from '../world';

const references = /(?:src|href)\s*=\s*["']([^"'#]+)["']|url\(\s*["']?([^"')]+)["']?\s*\)/gi;

/**
 * Everything that a page refers to, directly or by its style sheets, is served by the platform.
 * What a page only links to for people to follow may be anywhere.
 */
export async function expectSelfContained(world: TradingWorld): Promise<void> {
  await load(world);
}

/** What the page loads names this document, relatively or not, whose content it shows. */
export async function expectShownFrom(world: TradingWorld, document: string): Promise<void> {
  const loaded = await load(world);
  const address = world.api.baseUrl + document;
  const naming = loaded.filter(({ text }) => namesAddress(text, address, world.answer.url));
  claim('DOCS-1', "the page does not show the platform's own document", naming.length > 0, {
    ...{ expected: `something that names ${document}`, seen: loaded.map(({ url }) => url) },
  });
}

/** Whether a quoted text in it leads from a page to an address. */
function namesAddress(text: string, address: string, page: string): boolean {
  const file = address.split('/').at(-1) ?? '';
  return [...text.matchAll(/["']([^"'\s]+)["']/g)].some(
    ([, quoted = '']) =>
      quoted.endsWith(file) && URL.canParse(quoted, page) && new URL(quoted, page).href === address,
  );
}

/** @returns the page and all that it refers to, which is there and served by the platform */
async function load(world: TradingWorld): Promise<Answer[]> {
  const { answer, api } = world;
  const page = api.access.pathOf(answer.url) ?? answer.request.path;
  const clause = clauseOfEndpoint('GET', page);
  const loaded = [answer];
  for (const reference of loadedBy(answer.text)) {
    const path = api.access.pathOf(reference, page);
    claim(clause, 'a page loads something from elsewhere', path !== undefined, {
      ...{ expected: `an address below ${api.baseUrl}`, seen: reference },
      details: [`${page} loads ${reference}`],
    });
    const part = await world.trader.send({ method: 'GET', path });
    claimSame(clause, 'something that a page loads is not there', {
      ...{ expected: 200, seen: part.status, details: [`${page} loads ${path}`] },
    });
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
  const sentence = 'a preflight does not let a browser go on';
  claim('CORS-1', sentence, [200, 204].includes(status), { expected: '200 or 204', seen: status });
  claim('CORS-1', sentence, isReadable(world.answer), {
    ...{
      expected: originOf(world.answer),
      seen: headers['access-control-allow-origin'] ?? 'no origin',
    },
  });
  const { 'Access-Control-Request-Method': method = '' } = request.headers;
  const methods = (headers['access-control-allow-methods'] ?? '').split(/\s*,\s*/);
  if (!simpleMethods.includes(method) && !methods.includes('*'))
    claim('CORS-1', sentence, methods.includes(method), { expected: method, seen: methods });
  const allowed = (headers['access-control-allow-headers'] ?? '').toLowerCase().split(/\s*,\s*/);
  if (!allowed.includes('*'))
    claimNone(
      'CORS-1',
      'a preflight does not allow the headers that a browser may send',
      askedHeaders.filter((each) => !allowed.includes(each)),
      { expected: askedHeaders },
    );
}

/** These need no permission (Fetch standard, CORS-safelisted methods). */
const simpleMethods = ['GET', 'HEAD', 'POST'];
export const askedHeaders = ['content-type', 'idempotency-key', 'x-execution-delay-ms'];

/** A page of another origin may read these headers (Fetch standard, CORS-exposed header names). */
export function expectHeadersExposed({ answer }: TradingWorld, names: readonly string[]): void {
  const listed = answer.headers['access-control-expose-headers'] ?? '';
  const exposed = listed.toLowerCase().split(/\s*,\s*/);
  if (!exposed.includes('*'))
    claimNone(
      'CORS-1',
      'a page may not read headers that it needs',
      names.filter((name) => !exposed.includes(name.toLowerCase())),
      { expected: names },
    );
}

/** Pages of these origins may read every answer that they got, and no others may read any. */
export function expectReadableBy(world: TradingWorld, origins: readonly string[]): void {
  expectOnly(world, origins, isReadable, {
    others: 'the pages of other origins may read the answers than should',
    kept: 'answers are kept from pages that may read them',
  });
}

/** Pages of these origins were let in wherever they shook hands, and no others anywhere. */
export function expectLetIn(world: TradingWorld, origins: readonly string[]): void {
  expectOnly(world, origins, ({ status }) => status === 101, {
    others: 'the pages of other origins may open a WebSocket than should',
    kept: 'pages are turned away that may open a WebSocket',
  });
}

function expectOnly(
  world: TradingWorld,
  origins: readonly string[],
  may: (answer: Answer) => boolean,
  sentences: { others: string; kept: string },
): void {
  const { answers, evidence } = world;
  for (const each of answers) evidence.seen(each);
  claimSame('CORS-1', sentences.others, {
    expected: [...origins].sort(),
    seen: [...new Set(answers.filter(may).map(originOf))].sort(),
  });
  const kept = answers.filter((each) => origins.includes(originOf(each)) && !may(each));
  claimNone(
    'CORS-1',
    sentences.kept,
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
