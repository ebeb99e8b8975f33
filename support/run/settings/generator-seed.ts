import { randomInt } from 'node:crypto';
import { SettingError } from './setting-error';

const largest = 2 ** 31 - 1;

/**
 * Reads GENERATOR_SEED, which makes generated input repeatable.
 * @returns the seed, or a random one where nothing is said
 * @throws SettingError that names the variable when it is not a whole number from 0 to 2147483647
 */
export function readGeneratorSeed(value: string | undefined): number {
  const text = value?.trim() ?? '';
  if (text === '') return randomInt(largest + 1);
  if (!/^\d+$/.test(text) || Number(text) > largest)
    throw new SettingError(
      `GENERATOR_SEED: "${value}" is not a whole number from 0 to ${largest}, such as 42`,
    );
  return Number(text);
}
