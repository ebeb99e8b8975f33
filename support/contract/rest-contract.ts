import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApi, resolved, type Operation, type ResponseDocument } from './documents';
import { clause, type ClauseId } from './clauses';
import type { Failure } from './failure';
import { parseJson } from './json';
import { textFor } from './visible';
import { claimsOfThisRun, type Capability } from './capabilities';
import { faultText } from './faults';
import { mediaTypeOf } from './media-type';
import { clauseOfEndpoint } from './whose-clause';
import { endpointOf } from './operations';

/** A response as the contract sees it. */
export interface ObservedResponse {
  method: string;
  /** Path with query, as requested. */
  path: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The body as received; empty when there was none. */
  text: string;
}

// The documents are checked by `npm test`; each worker checking them again would cost a second in all.
const asChecked = { strict: false, meta: false, validateSchema: false };
const ajv = new Ajv2020({ ...asChecked, allErrors: true, coerceTypes: false });
addFormats(ajv);
ajv.addSchema({ $id: 'openapi', ...openApi });

// Header values are text on the wire.
const headerAjv = new Ajv2020({ ...asChecked, coerceTypes: true });
addFormats(headerAjv);

const validators = new Map<string, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  const key = JSON.stringify(schema);
  let found = validators.get(key);
  if (!found) {
    // "#/components/…" is meant from the document's root.
    found = ajv.compile(JSON.parse(key.replaceAll('"#/', '"openapi#/')) as object);
    validators.set(key, found);
  }
  return found;
}

const headerValidators = new WeakMap<object, ValidateFunction>();

function headerValidator(schema: object): ValidateFunction {
  const found =
    headerValidators.get(schema) ??
    headerAjv.compile({ type: 'object', properties: { value: schema } });
  headerValidators.set(schema, found);
  return found;
}

function problemDocument(schema: 'Problem' | 'InvalidRequest'): ResponseDocument {
  const content = { schema: { $ref: `#/components/schemas/${schema}` } };
  return { content: { 'application/problem+json': content } };
}

function documented(
  operation: Operation | undefined,
  status: number,
): ResponseDocument | undefined {
  if (status === 503) return openApi.components.responses.Busy; // REFUSE-6 is about any request
  // Unknown paths and wrong methods belong to no operation; the contract still says what they get.
  if (!operation && status < 400) return { content: { '*/*': { schema: {} } } };
  if (!operation) return problemDocument(status === 400 ? 'InvalidRequest' : 'Problem');
  const response = operation.responses[String(status)];
  return response && resolved(response);
}

/** What is wrong with a message, before it is said whose it is. */
type Fault = Pick<Failure, 'clause' | 'sentence' | 'expected' | 'seen' | 'order'>;

/**
 * Checks a response against the OpenAPI document: status, headers, media type and body.
 * @param claims what the platform claims: an error's words are judged only where they are claimed
 * @returns what is broken of that; empty when the response keeps the contract
 */
export function brokenRestPromises(
  response: ObservedResponse,
  claims: readonly Capability[] = claimsOfThisRun(),
): Failure[] {
  const { method, path, status } = response;
  const isJudged = status < 400 || claims.includes('problem-details');
  const isPromised = ({ clause: id }: Fault) =>
    id === undefined || claims.includes(clause(id).capability);
  const endpoint = endpointOf(method, path);
  const main = clauseOfEndpoint(method, path);
  const document = documented(endpoint?.operation, status);
  const faults = document
    ? [
        ...headerFaults(document, response),
        ...(isJudged ? bodyFaults(document, response, main) : []),
        ...allowFaults(response),
      ]
    : [undocumented(response, endpoint?.operation, main)];
  return faults.filter(isPromised).map((fault) => ({
    ...{ kind: 'broken', ...fault },
    details: [`${method} ${path} → ${status}`],
  }));
}

function undocumented(
  { status, text, method }: ObservedResponse,
  operation: Operation | undefined,
  main: ClauseId,
): Fault {
  return {
    clause: status >= 500 ? 'REFUSE-1' : main,
    sentence:
      status >= 500
        ? 'the platform answers with a failure of its own'
        : 'an answer has a status that is not documented',
    expected: Object.keys(operation?.responses ?? {}).join(', '),
    seen: `${status} ${text.slice(0, longestShown)}`.trim() + ` to ${method}`,
  };
}

const longestShown = 300;

/** The clause that promises each header. */
const clausesOfHeaders: Record<string, ClauseId> = {
  Location: 'PLACE-2',
  Link: 'PAGE-2',
  'Retry-After': 'REFUSE-6',
};

function headerFaults(document: ResponseDocument, { headers }: ObservedResponse): Fault[] {
  return Object.entries(document.headers ?? {}).flatMap(([name, { required, schema }]): Fault[] => {
    const value = headers[name.toLowerCase()];
    const clause = clausesOfHeaders[name] ?? 'REFUSE-2';
    if (value === undefined)
      return required
        ? [{ clause, sentence: `the header ${name} is missing`, expected: name }]
        : [];
    const check = headerValidator(schema);
    return check({ value })
      ? []
      : [
          {
            ...{ clause, sentence: `the header ${name} is not what it should be`, seen: value },
            expected: check.errors?.[0]?.message ?? 'what the document says',
          },
        ];
  });
}

function bodyFaults(
  document: ResponseDocument,
  response: ObservedResponse,
  main: ClauseId,
): Fault[] {
  const { status, text, headers } = response;
  const isError = status >= 400;
  const clause = isError ? 'REFUSE-2' : main;
  if (!document.content)
    return text === ''
      ? []
      : [
          {
            clause,
            sentence: 'an answer has a body where none is due',
            expected: 'no body',
            seen: text.slice(0, longestShown),
          },
        ];
  const [media, content] = Object.entries(document.content)[0] ?? [];
  if (!media || !content || media === '*/*') return [];
  const received = headers['content-type'] ?? 'none';
  if (mediaTypeOf(headers) !== media)
    return [
      { clause, sentence: 'an answer has another media type', expected: media, seen: received },
    ];
  let body: unknown;
  try {
    body = parseJson(text);
  } catch {
    const seen = text.slice(0, longestShown);
    return [{ clause, sentence: 'the body of an answer is not JSON', expected: 'JSON', seen }];
  }
  const check = validator(content.schema);
  check(body);
  const faults = (check.errors ?? []).map((error): Fault => {
    const at = error.instancePath;
    return {
      clause: isError ? clauseOfProblem(at, error) : clauseOfField(main, at, error),
      sentence: `${isError ? 'a problem document' : wordFor(main, error)}: ${faultText({ ...error, instancePath: withoutIndex(at) })}`,
      seen: JSON.stringify(itemAt(body, at)).slice(0, longestShown),
      order: orderAt(body, at),
    };
  });
  const said = (body as { status?: unknown } | null)?.status;
  if (media === 'application/problem+json' && said !== status)
    faults.push({
      ...{ clause: 'REFUSE-2', sentence: 'a problem document says another status' },
      ...{ expected: String(status), seen: textFor(said) },
    });
  return faults;
}

function wordFor(main: ClauseId, { keyword }: ErrorObject): string {
  if (keyword === 'maxItems') return 'a list';
  return { 'LIST-1': 'an order in a list', 'HEALTH-1': 'the health' }[main as string] ?? 'an order';
}

/** What a place in a body is about: of an order that was just placed, the fields have clauses of their own. */
function clauseOfField(main: ClauseId, at: string, { keyword, params }: ErrorObject): ClauseId {
  if (keyword === 'maxItems') return 'PAGE-2'; // a list that knows no pages has all orders
  const { missingProperty = '' } = params as { missingProperty?: string };
  const field = missingProperty || (at.split('/').at(-1) ?? '');
  if (main !== 'PLACE-1') return main;
  if (['symbol', 'side', 'quantity'].includes(field)) return 'PLACE-3';
  return ['placedAt', 'updatedAt'].includes(field) ? 'PLACE-4' : main;
}

function clauseOfProblem(at: string, { params }: ErrorObject): ClauseId {
  const { missingProperty = '' } = params as { missingProperty?: string };
  if (at.startsWith('/errors') || missingProperty === 'errors') return 'REFUSE-3';
  return at === '/orderStatus' || missingProperty === 'orderStatus' ? 'CANCEL-2' : 'REFUSE-2';
}

/** Where something stands in any item of a list. */
function withoutIndex(at: string): string {
  return at.replace(/^\/\d+/, '');
}

function itemAt(body: unknown, at: string): unknown {
  const [, index] = /^\/(\d+)/.exec(at) ?? [];
  return Array.isArray(body) && index !== undefined ? (body[Number(index)] as unknown) : body;
}

function orderAt(body: unknown, at: string): string | undefined {
  const { orderId } = (itemAt(body, at) ?? {}) as { orderId?: unknown };
  return typeof orderId === 'string' ? orderId : undefined;
}

function allowFaults({ status, headers }: ObservedResponse): Fault[] {
  return status === 405 && !headers.allow
    ? [{ clause: 'REFUSE-4', sentence: 'a 405 has no Allow', expected: 'Allow' }]
    : [];
}
