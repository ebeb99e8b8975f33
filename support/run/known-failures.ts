import fs from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';
import { clauses } from '../contract/clauses';
import { didYouMean } from './settings/did-you-mean';
import { SettingError } from './settings/setting-error';

/** Something that is known to fail, by its clause or by a scenario. */
export interface KnownFailure {
  clause?: string;
  /** A title, or the way to it: `Feature › Rule › Example`, or `Feature › Rule` for all of them. */
  scenario?: string;
  /** Where it is dealt with. */
  link: string;
  /** The last day on which it is accepted: `2026-12-31`. */
  until: string;
}

/** What is known to fail stands here, where there is such a file. */
export const knownFailuresFile = 'known-failures.yaml';

const fields = ['clause', 'scenario', 'link', 'until'];

/**
 * Reads what is known to fail; nothing where there is no such file.
 * @throws SettingError that names the file, the entry and what is wrong with it
 */
export function readKnownFailures(file = knownFailuresFile): KnownFailure[] {
  if (!fs.existsSync(file)) return [];
  const content = parsed(file);
  if (content === undefined || content === null) return [];
  if (!Array.isArray(content)) throw new SettingError(`${file}: it has to be a list of failures`);
  return checkedKnownFailures(content, file);
}

/**
 * What is known to fail, as it stands in a list.
 * @param place where that is, for messages
 * @throws SettingError that names the place, the entry and what is wrong with it
 */
export function checkedKnownFailures(list: readonly unknown[], place: string): KnownFailure[] {
  return list.map((entry, index) => checked(entry, `${place}, entry ${index + 1}`));
}

function parsed(file: string): unknown {
  try {
    return load(fs.readFileSync(file, 'utf8'), { schema: CORE_SCHEMA });
  } catch (error) {
    throw new SettingError(`${file}: ${(error as Error).message}`);
  }
}

function checked(entry: unknown, place: string): KnownFailure {
  if (typeof entry !== 'object' || entry === null)
    throw new SettingError(`${place}: it needs a clause or a scenario, a link and until`);
  for (const [name, value] of Object.entries(entry)) {
    if (!fields.includes(name))
      throw new SettingError(`${place}: "${name}" is not one of ${fields.join(', ')}.${didYouMean(name, fields)}`); // prettier-ignore
    if (typeof value !== 'string')
      throw new SettingError(`${place}, ${name}: ${JSON.stringify(value)} is no text`);
  }
  const known = entry as KnownFailure;
  if ((known.clause === undefined) === (known.scenario === undefined))
    throw new SettingError(`${place}: it needs either a clause or a scenario`);
  if (known.clause !== undefined && !clauses.has(known.clause))
    throw new SettingError(
      `${place}, clause: the contract has no ${known.clause}.${didYouMean(known.clause, [...clauses.keys()])}`,
    );
  if (!/^https?:\/\/\S+$/.test(known.link ?? ''))
    throw new SettingError(`${place}, link: it needs the address where it is dealt with`);
  if (!isDay(known.until ?? ''))
    throw new SettingError(
      `${place}, until: "${known.until}" is not the last day on which it is accepted, such as 2026-12-31`,
    );
  return known;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
