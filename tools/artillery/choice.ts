import fs from 'node:fs';

/** The command line cannot be understood; the message says why. */
export class ChoiceError extends Error {}

/** The loads that there are: the files of Artillery in a folder, by name. */
export function loadsIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => file.replace(/\.yml$/, ''))
    .sort();
}

/**
 * The loads that a command line asks for: those that it names, or all.
 * @throws ChoiceError that names what is not one of them
 */
export function chosenLoads(args: readonly string[], known: readonly string[]): string[] {
  const stranger = args.find((arg) => !known.includes(arg));
  if (stranger !== undefined)
    throw new ChoiceError(`"${stranger}" is not a load; there are: ${known.join(', ')}`);
  return args.length === 0 ? [...known] : [...new Set(args)];
}
