import fs from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that it is there whole or not at all: beside it first, and then in its place.
 * @throws Error where that cannot be; then nothing of it is left, and what was there stays
 */
export function writeWhole(file: string, text: string): void {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}-${process.pid}`);
  try {
    fs.writeFileSync(draft, text);
    moveTo(file, draft);
  } catch (error) {
    remove(draft);
    throw error;
  }
}

/** Windows keeps the place of a file that somebody has open. */
function moveTo(file: string, draft: string): void {
  try {
    fs.renameSync(draft, file);
  } catch (error) {
    if (process.platform !== 'win32') throw error;
    fs.copyFileSync(draft, file);
    remove(draft);
  }
}

/** Removes a file or a folder, and says nothing where that cannot be. */
export function remove(file: string): void {
  try {
    fs.rmSync(file, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // whoever looks will see that it is still there
  }
}

/**
 * Makes a folder and those that it stands in. Not by the means of Node, which go on for ever where
 * the system says of a new folder in one that exists that there is no such folder, as in `/proc`.
 * @throws Error where that cannot be
 */
export function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    // another process may have been quicker
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
