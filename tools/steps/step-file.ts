import fs from 'node:fs';
import path from 'node:path';

const folder = 'step-definitions';
const suffix = '.steps.ts';

/**
 * The file that a new step belongs in: step files are named after nouns of the domain, so it is
 * the one whose noun the step mentions first.
 */
export function fileForStep(text: string, cwd: string): string {
  const positions = nouns(cwd)
    .map((noun) => ({ noun, at: text.search(new RegExp(`\\b${noun}(s|es|ies)?\\b`, 'i')) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at);
  return `${folder}/${positions[0]?.noun ?? '<noun of the domain>'}${suffix}`;
}

function nouns(cwd: string): string[] {
  const absolute = path.join(cwd, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
}
