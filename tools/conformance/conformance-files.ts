import path from 'node:path';
import { writeReport } from '../run-model/report-file';
import type { RunModel } from '../run-model/run-model';
import { badge } from './badge';
import { conformanceOf } from './conformance';
import { conformanceJson } from './conformance-json';

/** Their names in the folder of the reports. */
export const conformanceFile = 'conformance.json';
export const badgeFile = 'conformance.svg';

/** Writes what a run says of the contract, for tools and in short. @returns the files' paths */
export function writeConformance(run: RunModel, folder: string): string[] {
  const conformance = conformanceOf(run);
  const json = `${JSON.stringify(conformanceJson(run, conformance), null, 2)}\n`;
  const files = { [conformanceFile]: json, [badgeFile]: badge(conformance) };
  return Object.entries(files).map(([name, text]) => {
    const file = path.join(folder, name);
    writeReport(file, text);
    return file;
  });
}
