import fs from 'node:fs';
import path from 'node:path';
import { pageOf } from './page';
import type { BenchReport } from './report';
import { REPORTS } from '../project';

/** @returns the two files, JSON and the page */
export function writeReports(report: BenchReport, folder = REPORTS): [string, string] {
  fs.mkdirSync(folder, { recursive: true });
  const json = path.join(folder, 'bench.json');
  const page = path.join(folder, 'index.html');
  fs.writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  fs.writeFileSync(page, pageOf(report));
  return [json, page];
}
