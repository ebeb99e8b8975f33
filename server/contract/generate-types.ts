/**
 * Writes the TypeScript types of the two contract documents, once for platform and suite.
 * `--check` writes nothing and fails when they are out of date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { CORE_SCHEMA, load } from 'js-yaml';

const root = join(__dirname, '..', '..');
const output = 'server/contract/types.ts';
const banner = `// Made from server/contract/openapi.yaml and asyncapi.yaml by "npm run contract:types". Do not edit.`;

interface Document {
  components: { schemas: Record<string, JSONSchema> };
}

async function schemasOf(document: string): Promise<Record<string, JSONSchema>> {
  const text = await readFile(join(root, 'server', 'contract', document), 'utf8');
  return (load(text, { schema: CORE_SCHEMA }) as Document).components.schemas;
}

/** A schema without its prose. */
function meaning(schema: JSONSchema | undefined): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === 'description' || key === 'examples' ? undefined : value,
    ),
  );
}

/** Without the compiler's notes on where a type came from. */
function tidy(types: string): string {
  return types
    .replace(/ \*[^\S\n]*\n \* This interface was referenced by [^/]*\*\//g, ' */')
    .replace(/\/\*\*\n \* This interface was referenced by [^/]*\*\/\n/g, '')
    .replace(/export interface Contract \{\s*\}\n/, '');
}

async function generate(): Promise<string> {
  const rest = await schemasOf('openapi.yaml');
  const events = await schemasOf('asyncapi.yaml');
  for (const name of Object.keys(events).filter((each) => each in rest)) {
    if (!isDeepStrictEqual(meaning(events[name]), meaning(rest[name])))
      throw new Error(`${name} differs between openapi.yaml and asyncapi.yaml`);
  }
  const schemas = { ...events, ...rest };
  const types = await compile(
    // References are written "#/components/schemas/…"; the compiler names what "definitions" holds.
    { type: 'object', components: { schemas }, definitions: schemas },
    'Contract',
    {
      bannerComment: banner,
      unreachableDefinitions: true,
      ignoreMinAndMaxItems: true,
      additionalProperties: false,
      cwd: root,
      format: false,
    },
  );
  return tidy(types);
}

async function main(): Promise<void> {
  const { format, resolveConfig } = await import('prettier');
  const text = await generate();
  const file = join(root, output);
  const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (!process.argv.includes('--check')) await writeFile(file, formatted);
  else if (formatted !== (await readFile(file, 'utf8').catch(() => ''))) {
    console.error(`${output} does not match the contract documents: run "npm run contract:types"`);
    process.exitCode = 1;
  }
}

void main();
