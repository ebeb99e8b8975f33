import { reportsFolder } from '../../support/run/settings/settings';
import fs from 'node:fs';
import path from 'node:path';

/** The folder of the project: this file runs from there and, compiled, from a folder below. */
export const PROJECT = folderAbove(__dirname, 'package.json');

function folderAbove(folder: string, file: string): string {
  return fs.existsSync(path.join(folder, file)) ? folder : folderAbove(path.dirname(folder), file);
}

/** The folder that the bench reports to. */
export const REPORTS = path.resolve(reportsFolder(), 'bench');
