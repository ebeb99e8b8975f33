import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * What is at a path below a directory, if it is a file or a folder. Where a link leads out of the
 * directory there is nothing; the directory itself may be reached by one.
 */
export async function statInside(directory: string, file: string): Promise<Stats | undefined> {
  try {
    const [root, real] = await Promise.all([
      realpath(directory),
      realpath(path.join(directory, file)),
    ]);
    if (real !== root && !real.startsWith(root + path.sep)) return undefined;
    const found = await stat(real);
    return found.isFile() || found.isDirectory() ? found : undefined;
  } catch {
    return undefined; // it is not there, or a run is replacing it just now
  }
}
