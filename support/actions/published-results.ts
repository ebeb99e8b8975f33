import { Mistake } from '../contract/failure';
import type { PublishedFile } from '../actors/operator';

const counts = ['tests', 'failures', 'errors', 'skipped', 'flakes'] as const;

/** What a table may say of the results of a run: attributes of a JUnit file. */
export const resultColumns = [
  ...counts.map((each) => `${each}?: count` as const),
  'time?: number',
] as const;

type ResultRow = Partial<
  Record<(typeof counts)[number] | 'time' | 'started', number | undefined>
> & {
  file: string;
  age: number;
};

/** A file of this content, or of so many bytes. */
export function fileOf({ bytes, content, ...file }: FileRow): PublishedFile {
  if (content !== undefined) return { ...file, content };
  if (bytes === undefined) throw new Mistake(`${file.file} needs bytes or content.`);
  return { ...file, content: ' '.repeat(bytes) };
}

interface FileRow {
  file: string;
  age: number;
  bytes?: number | undefined;
  content?: string;
}

/** The JUnit file of a run; what its row leaves open, the file does not say. */
export function junitFile({ file, age, started, ...said }: ResultRow): PublishedFile {
  const timestamp = started && new Date(Date.now() - started).toISOString();
  const attributes = Object.entries({ ...said, timestamp })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`);
  const content = `<?xml version="1.0"?>\n<testsuite name="a run"${attributes.join('')}>\n</testsuite>`;
  return { file, age, content };
}
