import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';

/** The project's own copy of the contract: a platform is never judged by what it says of itself. */
function read<T>(name: string): T {
  const file = join(projectRoot(), 'server', 'contract', name);
  return load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as T;
}

export function projectRoot(): string {
  // The code runs from its sources and from a compiled copy one folder deeper.
  const here = join(__dirname, '..', '..');
  return basename(here) === '.build' ? dirname(here) : here;
}

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'query' | 'header' | 'path';
  required?: boolean;
  schema: Schema;
}

export interface ResponseDocument {
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, ResponseDocument | Reference>;
}

export interface Reference {
  $ref: string;
}

/** The operations of a path by method, and the parameters that all of them have. */
export type PathItem = Record<string, Operation> & { parameters?: Parameter[] };

export interface OpenApiDocument {
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, ResponseDocument>;
  };
}

export interface AsyncApiDocument {
  components: {
    messages: Record<string, { name: string; payload: Schema | Reference }>;
    schemas: Record<string, Schema>;
  };
}

export const openApi = read<OpenApiDocument>('openapi.yaml');
export const asyncApi = read<AsyncApiDocument>('asyncapi.yaml');

/**
 * What a reference such as `#/components/schemas/Order` stands for; anything else is itself.
 * @throws Error when the document has no such thing
 */
export function resolved<T extends object>(part: T | Reference, document: object = openApi): T {
  if (!('$ref' in part)) return part;
  const steps = String(part.$ref).split('/').slice(1);
  const found = steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown> | undefined)?.[step],
    document,
  );
  if (found === undefined) throw new Error(`There is no ${part.$ref} in the contract.`);
  return resolved(found as T | Reference, document);
}
