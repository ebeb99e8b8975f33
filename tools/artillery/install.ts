import { environmentWith } from '../../support/run/settings/handed-over';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Artillery could not be installed; the message says what to do. */
export class InstallError extends Error {}

/** A copy of the lock file that was installed last, to know when it is time to install again. */
const stamp = path.join('node_modules', '.installed-package-lock.json');

export function isInstalled(folder: string): boolean {
  const installed = path.join(folder, stamp);
  return fs.existsSync(installed) && fs.readFileSync(installed).equals(lockFile(folder));
}

/**
 * Installs what a folder's own package needs, unless it is there already.
 * @throws InstallError
 */
export function install(folder: string): void {
  if (isInstalled(folder)) return;
  const npm = environmentWith().npm_execpath;
  if (npm === undefined) throw new InstallError('Start it by npm: npm run load');
  const { status } = spawnSync(process.execPath, [npm, 'ci', '--no-progress'], {
    cwd: folder,
    stdio: 'inherit',
    // not those of the npm that runs this script, which speak of another package
    env: Object.fromEntries(
      Object.entries(environmentWith()).filter(([name]) => !/^npm_/i.test(name)),
    ),
  });
  if (status !== 0)
    throw new InstallError(`What ${folder}/package.json needs could not be installed; see above.`);
  fs.writeFileSync(path.join(folder, stamp), lockFile(folder));
}

function lockFile(folder: string): Buffer {
  return fs.readFileSync(path.join(folder, 'package-lock.json'));
}
