import path from 'node:path';
import type { RunModel } from '../run-model/run-model';
import { badge } from './badge';
import { conformanceOf } from './conformance';
import { conformanceJson } from './conformance-json';

/** Their names in the folder of the reports. */
export const conformanceFile = 'conformance.json';
export const badgeFile = 'conformance.svg';

/** What a run says of the contract, for tools and in short: the files' texts by their paths. */
export function conformanceFiles(run: RunModel, folder: string): [file: string, text: string][] {
  const conformance = conformanceOf(run);
  const json = `${JSON.stringify(conformanceJson(run, conformance), null, 2)}\n`;
  const files = { [conformanceFile]: json, [badgeFile]: badge(conformance) };
  return Object.entries(files).map(([name, text]) => [path.join(folder, name), text]);
}
