import fs from 'node:fs';
import path from 'node:path';
import type { Pickle } from '@cucumber/messages';
import { didYouMean, likeliest } from './settings/did-you-mean';
import type { RunRequest } from './run-info';

/** Given paths that name no file or folder; patterns and lists of paths (`@file`) are left alone. */
export function missingPaths(cwd: string, paths: readonly string[]): string[] {
  return paths
    .map((given) => given.replace(/(:\d+)*$/, ''))
    .filter((given) => !/[*?[\]{}()!]/.test(given) && !path.basename(given).startsWith('@'))
    .filter((given) => !fs.existsSync(path.resolve(cwd, given)));
}

export function missingPathsMessage(cwd: string, missing: readonly string[]): string {
  const there = featurePaths(cwd);
  const names = missing.map((name) => `  ${name}${similarPath(name, there)}`).join('\n');
  return `No such file or folder:\n${names}\nFeatures are in features/; paths count from the project's folder.`;
}

/** The features and their folders, as paths from the project's folder. */
function featurePaths(cwd: string): string[] {
  const features = path.join(cwd, 'features');
  if (!fs.existsSync(features)) return [];
  return fs
    .readdirSync(features, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith('.feature'))
    .map((entry) => path.relative(cwd, path.join(entry.parentPath, entry.name)))
    .map((found) => found.replaceAll('\\', '/'))
    .sort();
}

/** Paths differ little from each other, so that it is the last name that is compared. */
function similarPath(given: string, there: readonly string[]): string {
  const nameOf = (each: string) => path.posix.basename(each.replaceAll('\\', '/'), '.feature');
  const name = likeliest(nameOf(given), there.map(nameOf));
  const found = there.find((each) => nameOf(each) === name);
  return found === undefined ? '' : `  Did you mean "${found}"?`;
}

/**
 * Tags that a run asks for, or leaves out, and no scenario has.
 * @param there the tags of all scenarios
 * @returns a sentence for each; of tags that are left out, for those alone that look misspelt
 */
export function unknownTags(tags: string, there: ReadonlySet<string>): string[] {
  const asked = [...tags.matchAll(/(\bnot[\s(]+)?(@[^\s()]+)/g)];
  const unknown = new Map(
    asked
      .map(([, not, tag = '']) => ({ tag, not, question: didYouMean(tag, [...there]) }))
      .filter(({ tag, not, question }) => !there.has(tag) && (!not || question !== ''))
      .map(({ tag, question }) => [tag, `No scenario has the tag ${tag}.${question}`]),
  );
  return [...unknown.values()];
}

/**
 * A run that selects nothing would otherwise pass, having tested nothing.
 * @param there the tags of all scenarios
 */
export function nothingSelectedMessage(
  { paths, names, tags }: RunRequest,
  there: ReadonlySet<string> = new Set(),
): string {
  const lines = [
    paths.length > 0 ? `  paths: ${paths.join(', ')}` : '  paths: features/ (all features)',
    ...(tags === '' ? [] : [`  tags: ${tags}`]),
    ...(names.length === 0 ? [] : [`  names: ${names.join(', ')}`]),
  ];
  const advice = paths.some((given) => /:\d+$/.test(given))
    ? 'A line selects the example, rule or table row that stands on it.'
    : 'Correct what was asked for: a run that tests nothing does not pass.';
  const unknown = unknownTags(tags, there);
  if (unknown.length > 0 && there.size > 0)
    unknown.push(`Tags that scenarios have: ${[...there].sort().join(', ')}`);
  return ['No scenario was selected.', ...lines, ...unknown, advice].join('\n');
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

/** The tag of scenarios that are about Socket.IO itself, which plain WebSocket has no words for. */
export const socketIoTag = '@socket.io';

export const socketIoMessage =
  `Every scenario that was selected is about Socket.IO itself (${socketIoTag}), which a run with\n` +
  'TRANSPORT=websocket leaves out. Unset TRANSPORT to run them.';

/** The tag of scenarios that look at a page in a browser. */
export const browserTag = '@browser';

export function hasTag(tag: string, { tags }: Pickle): boolean {
  return tags.some(({ name }) => name === tag);
}
