import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { OpenApiDocument, Operation, Parameter } from '../../contract/documents';
import { METHODS, readOpenApi } from '../../contract/documents';
import type { InputFault } from '../../contract/types';
import { onOneLine, UUID, wholeNumberFault } from '../../contract/wire';
import { readJsonBody } from './json-body';
import {
  withoutCheckOfDocuments,
  type OpenApiRequest,
  type OpenApiRequestMetadata,
} from './validator-internals';
import { invalidRequest } from '../problem';

/** Looks for faults that a schema cannot express. */
type MoreChecks = (req: Request) => InputFault[];

/** Makes the check of one operation, by its `operationId`. */
export type ContractValidator = (operationId: string, moreChecks?: MoreChecks) => RequestHandler;

/**
 * Checks requests against the OpenAPI document, and reads their bodies. All faults of a request
 * are refused in one answer, one entry a place. Query parameters are given on as their types say.
 */
export function createContractValidator(): ContractValidator {
  const document = readOpenApi();
  const operations = new Map(operationsOf(document).map((each) => [each.operationId, each]));
  const findViolations = createViolationFinder(document);

  return (operationId, moreChecks = () => []) => {
    const operation = operations.get(operationId)!;
    return async (req, res, next) => {
      const faults = [
        ...(operation.requestBody ? await readJsonBody(req) : []),
        ...parameterFaults(operation.parameters, req),
        ...moreChecks(req),
        ...(await findViolations(operationId, req, res)),
      ];
      if (faults.length > 0) throw invalidRequest(onePerPlace(faults));
      next();
    };
  };
}

/** All operations, each with its path's parameters among its own. */
function operationsOf(document: OpenApiDocument): (Operation & { parameters: Parameter[] })[] {
  return Object.values(document.paths).flatMap((item) =>
    METHODS.flatMap((method) => item[method] ?? []).map((operation) => ({
      ...operation,
      parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])],
    })),
  );
}

/** What express-openapi-validator does not see, or takes too lightly, in headers and query. */
function parameterFaults(parameters: readonly Parameter[], req: Request): InputFault[] {
  const faults: InputFault[] = [];
  const known = new Set(parameters.filter((each) => each.in === 'query').map(({ name }) => name));
  for (const [name, value] of Object.entries(req.query)) {
    const path = `/query/${name}`;
    // The validator stops at the first one that it does not know, and reports nothing else.
    if (!known.has(name)) faults.push({ path, message: 'is not a known parameter' });
    else if (Array.isArray(value)) faults.push({ path, message: 'is given more than once' });
  }
  for (const { name, in: place, schema } of parameters) {
    if (schema.type !== 'integer') continue;
    // The validator would take 0x10, 1e1, the empty text and Infinity for numbers.
    const value = place === 'query' ? req.query[name] : req.get(name);
    const path = place === 'query' ? `/query/${name}` : `/headers/${name.toLowerCase()}`;
    const message = typeof value === 'string' ? wholeNumberFault(value) : undefined;
    if (message !== undefined) faults.push({ path, message });
  }
  return faults;
}

/** Runs express-openapi-validator by itself, so that its findings can be added to others. */
function createViolationFinder(document: OpenApiDocument) {
  // The validator gives up at a reserved character, though RFC 3986 allows `/` in a query.
  for (const { parameters } of operationsOf(document)) {
    for (const parameter of parameters) parameter.allowReserved = true;
  }
  withoutCheckOfDocuments();
  const steps = OpenApiValidator.middleware({
    apiSpec: document as never, // its own type for the document is stricter than the standard
    validateApiSpec: false, // `npm test` does
    validateRequests: { allErrors: true, allowUnknownQueryParameters: true },
    validateResponses: false,
    fileUploader: false,
    formats: { uuid: UUID },
  });
  const allSteps = Router().use(steps);
  const lastStep = steps[steps.length - 1];
  const routes = new Map<string, OpenApiRequestMetadata>();

  return (operationId: string, req: OpenApiRequest, res: Response) =>
    new Promise<InputFault[]>((resolve, reject) => {
      // The validator keeps a compiled check for every Content-Type that it meets. The body has
      // been read as JSON by now, so let it meet only that.
      req.headers['content-type'] = 'application/json';
      // The steps before the last look up the route, by compiling the pattern of every path anew.
      // It is always the same for an operation, so once is enough.
      const route = routes.get(operationId);
      if (route) req.openapi = { ...route, pathParams: req.params as Record<string, string> };
      const validate = route ? lastStep : allSteps;
      validate(req, res, (error?: unknown) => {
        if (!route && req.openapi) routes.set(operationId, req.openapi);
        if (!error) resolve([]);
        else if (isBadRequest(error)) resolve(error.errors.map(toFault));
        else reject(new Error('The validator has failed.', { cause: error }));
      });
    });
}

interface Violation {
  path: string;
  message: string;
}

function isBadRequest(error: unknown): error is { errors: Violation[] } {
  return error instanceof OpenApiValidator.error.BadRequest;
}

/** Words of the validator, and what says the same to people. */
const PLAINER_WORDS: [words: RegExp, plainer: string][] = [
  [/^must have required property .*$/, 'is required'],
  [/^must NOT have additional properties$/, 'is not a known field'],
  [/^must match format "uuid"$/, 'is not a UUID'],
  [/equal to one of the allowed values:/, 'one of'],
  // Nobody should have to read a regular expression.
  [
    /^must match pattern "\^\[A-Z\].*$/,
    'must be a capital letter and up to 14 capitals, digits, dots, slashes and dashes',
  ],
  [/^must match pattern "\^\[\\x21-.*$/, 'must be 1 to 255 visible ASCII characters'],
];

function toFault({ path, message }: Violation): InputFault {
  const rephrase = (text: string, [words, plainer]: [RegExp, string]) =>
    text.replace(words, plainer);
  return { path, message: PLAINER_WORDS.reduce(rephrase, message) };
}

/** The first fault of each place. */
function onePerPlace(faults: readonly InputFault[]): InputFault[] {
  const byPath = new Map<string, InputFault>();
  for (const { path, message } of faults) {
    const place = onOneLine(path);
    if (!byPath.has(place)) byPath.set(place, { path: place, message });
  }
  return [...byPath.values()];
}
