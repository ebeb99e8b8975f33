import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApi, resolved, type Operation, type ResponseDocument } from './documents';
import { faultsOf } from './faults';
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

function documented(operation: Operation | undefined, status: number): ResponseDocument | string {
  // Unknown paths and wrong methods belong to no operation; the contract still says what they get.
  if (!operation && status < 400) return { content: { '*/*': { schema: {} } } };
  if (!operation) return problemDocument(status === 400 ? 'InvalidRequest' : 'Problem');
  const response = operation.responses[String(status)];
  return response
    ? resolved(response)
    : `${operation.operationId} answered with ${status}, which is not documented for it`;
}

/**
 * Checks a response against the OpenAPI document: status, headers, media type and body.
 * @returns what is broken, one line each; empty when the response keeps the contract
 */
export function brokenRestPromises(response: ObservedResponse): string[] {
  const operation = endpointOf(response.method, response.path)?.operation;
  const document = documented(operation, response.status);
  if (typeof document === 'string') return [document];
  return [
    ...headerFaults(document, response),
    ...bodyFaults(document, response),
    ...allowFaults(response),
  ].map((fault) => `${response.method} ${response.path} → ${response.status}: ${fault}`);
}

function headerFaults(document: ResponseDocument, { headers }: ObservedResponse): string[] {
  return Object.entries(document.headers ?? {}).flatMap(([name, { required, schema }]) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return required ? [`the header ${name} is missing`] : [];
    const check = headerValidator(schema);
    const valid = check({ value });
    return valid ? [] : [`the header ${name}: "${value}" ${check.errors?.[0]?.message ?? ''}`];
  });
}

function bodyFaults(document: ResponseDocument, response: ObservedResponse): string[] {
  if (!document.content)
    return response.text === '' ? [] : [`a body where none is due: ${response.text.slice(0, 200)}`];
  const [media, content] = Object.entries(document.content)[0] ?? [];
  if (!media || !content || media === '*/*') return [];
  const received = response.headers['content-type'] ?? 'none';
  if (received.split(';')[0]?.trim().toLowerCase() !== media)
    return [`the media type is ${received} instead of ${media}`];
  let body: unknown;
  try {
    body = JSON.parse(response.text);
  } catch {
    return [`the body is not JSON: ${response.text.slice(0, 200)}`];
  }
  const check = validator(content.schema);
  const faults = check(body) ? [] : faultsOf(check);
  if (media === 'application/problem+json') {
    const { status } = body as { status?: unknown };
    if (status !== response.status)
      faults.push(`the problem says status ${String(status)} on a ${response.status} response`);
  }
  return faults;
}

function allowFaults({ status, headers }: ObservedResponse): string[] {
  return status === 405 && !headers.allow ? ['the header Allow is missing'] : [];
}
