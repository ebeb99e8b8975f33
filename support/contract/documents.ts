import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';

/** The project's own copy of the contract: a platform is never judged by what it says of itself. */
function read<T>(name: string): T {
  return parse(readFileSync(join(projectRoot(), 'server', 'contract', name), 'utf8')) as T;
}

function projectRoot(): string {
  // The code runs from its sources and from a compiled copy one folder deeper.
  const here = join(__dirname, '..', '..');
  return basename(here) === '.build' ? dirname(here) : here;
}

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'query' | 'header' | 'path';
  schema: Schema;
}

export interface ResponseDocument {
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  operationId: string;
  parameters?: Parameter[];
  responses: Record<string, ResponseDocument | { $ref: string }>;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, ResponseDocument>;
  };
}

export interface AsyncApiDocument {
  components: { schemas: Record<string, Schema> };
}

export const openApi = read<OpenApiDocument>('openapi.yaml');
export const asyncApi = read<AsyncApiDocument>('asyncapi.yaml');
