import fs from 'node:fs';
import path from 'node:path';
import type { RunRequest } from './run-info';

/** Given paths that name no file or folder; patterns and lists of paths (`@file`) are left alone. */
export function missingPaths(cwd: string, paths: readonly string[]): string[] {
  return paths
    .map((given) => given.replace(/(:\d+)*$/, ''))
    .filter((given) => !/[*?[\]{}()!]/.test(given) && !path.basename(given).startsWith('@'))
    .filter((given) => !fs.existsSync(path.resolve(cwd, given)));
}

export function missingPathsMessage(missing: readonly string[]): string {
  const names = missing.map((name) => `  ${name}`).join('\n');
  return `No such file or folder:\n${names}\nFeatures are in features/; paths count from the project's folder.`;
}

/** A run that selects nothing would otherwise pass, having tested nothing. */
export function nothingSelectedMessage({ paths, names, tags }: RunRequest): string {
  const lines = [
    paths.length > 0 ? `  paths: ${paths.join(', ')}` : '  paths: features/ (all features)',
    ...(tags === '' ? [] : [`  tags: ${tags}`]),
    ...(names.length === 0 ? [] : [`  names: ${names.join(', ')}`]),
  ];
  const advice = paths.some((given) => /:\d+$/.test(given))
    ? 'A line selects the example, rule or table row that stands on it.'
    : 'Correct what was asked for: a run that tests nothing does not pass.';
  return `No scenario was selected.\n${lines.join('\n')}\n${advice}`;
}

/** The tag of scenarios that start a platform themselves, with settings of its own. */
export const ownPlatformTag = '@own-platform';

export const ownPlatformMessage =
  `Every scenario that was selected starts a platform itself (${ownPlatformTag}) and says nothing\n` +
  'about the one that BASE_URL names. Unset BASE_URL to run them.';

/** The tag of scenarios that take too long, or ask too much of a machine, for every run. */
export const heavyTag = '@heavy';

export const heavyMessage =
  `Every scenario that was selected is ${heavyTag}, and runs only when it is asked for:\n` +
  `  npm run bdd -- --tags "${heavyTag}"`;

/** Whether a run asks for a heavy scenario: by the tag, by a name, or by its file or line. */
export function asksForHeavy(
  { paths, names, tags }: RunRequest,
  feature: string,
  cwd: string,
): boolean {
  const isNamed = (given: string) =>
    path.basename(given).startsWith('@') ||
    path.resolve(cwd, given.replace(/(:\d+)*$/, '')) === path.resolve(cwd, feature);
  return tags.includes(heavyTag) || names.length > 0 || paths.some(isNamed);
}

/** The tag of scenarios that look at a page in a browser. */
export const browserTag = '@browser';
