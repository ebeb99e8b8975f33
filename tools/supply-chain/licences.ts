import fs from 'node:fs';
import path from 'node:path';

/** A package that an installation brings, and what it may be used under. */
export interface Licence {
  path: string;
  /** As SPDX writes it (https://spdx.org/licenses); undefined where nothing says it. */
  licence: string | undefined;
  /** Whether it is for development alone, and no part of what runs. */
  isDev: boolean;
}

/** They ask for no more than to be named. */
const permissive = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC'],
  ...['MIT', 'PSF-2.0', 'Python-2.0', 'Zlib'],
];

/** They ask for more of who changes the package and passes it on, which a tool never is. */
const forTools = ['CC-BY-3.0', 'CC-BY-4.0', 'MPL-2.0'];

export function isAllowed({ licence = '', isDev }: Licence): boolean {
  const allowed = isDev ? [...permissive, ...forTools] : permissive;
  const either = licence.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return either.some((all) => all.split(' AND ').every((each) => allowed.includes(each)));
}

/** The licences of all packages that the lock file of a project names, on whatever system. */
export function readLicences(root: string): Licence[] {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { license?: string; dev?: boolean }>;
  };
  return Object.entries(lock.packages)
    .filter(([at]) => at !== '')
    .map(([at, { license, dev = false }]) => ({
      ...{ path: at, licence: license ?? licenceOfOld(path.join(root, at)), isDev: dev },
    }));
}

/** Old packages have a list of them, which npm does not write into the lock file. */
function licenceOfOld(folder: string): string | undefined {
  const { licenses = [] } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as { licenses?: { type: string }[] };
  return licenses.length > 0 ? licenses.map(({ type }) => type).join(' OR ') : undefined;
}
