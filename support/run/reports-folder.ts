import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../evidence/whole-file';
import { SettingError } from './settings/setting-error';

/**
 * Makes the folder of the reports, and tries whether a file can be written there: a run whose
 * outcome nobody can read need not begin.
 * @throws SettingError
 */
export function openReportsFolder(folder: string): void {
  const trial = path.resolve(folder, `.trial-${process.pid}`);
  try {
    makeFolder(path.resolve(folder));
    fs.writeFileSync(trial, 'A run tries whether it can write here.\n');
    fs.rmSync(trial);
  } catch (error) {
    throw new SettingError(
      `REPORTS_DIR: nothing can be written in "${folder}": ${(error as Error).message}`,
    );
  }
}
