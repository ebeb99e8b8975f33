import fs from 'node:fs';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';

/** As much of the OpenAPI document (3.1) as the code reads by itself. */
export interface OpenApiDocument {
  openapi: `3.1.${string}`;
  paths: Record<string, PathItem>;
  [key: string]: unknown;
}

export type PathItem = { parameters?: Parameter[] } & Partial<Record<Method, Operation>>;

export interface Operation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: object;
}

export interface Parameter {
  name: string;
  in: 'query' | 'header' | 'path';
  schema: { type?: string; $ref?: string };
  allowReserved?: boolean;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
export type Method = (typeof METHODS)[number];

/** As much of the AsyncAPI document (3.0) as the code reads by itself. */
export interface AsyncApiDocument {
  components: { schemas: Record<string, object> };
  [key: string]: unknown;
}

const CONTRACT = path.join('server', 'contract');

/** @returns a copy of the document of one's own */
export function readOpenApi(): OpenApiDocument {
  return read('openapi.yaml') as OpenApiDocument;
}

/** @returns a copy of the document of one's own */
export function readAsyncApi(): AsyncApiDocument {
  return read('asyncapi.yaml') as AsyncApiDocument;
}

/** The version of this platform, from package.json. */
export function readVersion(): string {
  return (JSON.parse(textOf('package.json')) as { version: string }).version;
}

const parsed = new Map<string, unknown>();

function read(name: string): unknown {
  if (!parsed.has(name)) {
    parsed.set(name, load(textOf(path.join(CONTRACT, name)), { schema: CORE_SCHEMA }));
  }
  return structuredClone(parsed.get(name));
}

function textOf(file: string): string {
  return String(fs.readFileSync(path.join(projectRoot(), file)));
}

/** The compiled code lies in a folder of its own, without the documents: look for them upward. */
function projectRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, CONTRACT, 'openapi.yaml'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`There is no ${CONTRACT} above ${__dirname}.`);
    folder = parent;
  }
  return folder;
}
