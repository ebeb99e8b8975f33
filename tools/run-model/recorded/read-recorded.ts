import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Envelope } from '@cucumber/messages';
import { RunModel } from '../run-model';

/** A run that was recorded here, by the name of its file. */
export function readRecorded(file: string): RunModel {
  const packed = fs.readFileSync(path.join(__dirname, `${file}.ndjson.gz`));
  const lines = gunzipSync(packed).toString('utf8').trimEnd().split('\n');
  return new RunModel(lines.map((line) => JSON.parse(line) as Envelope));
}
