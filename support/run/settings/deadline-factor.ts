import { SettingError } from './setting-error';

/**
 * Reads DEADLINE_FACTOR.
 * @returns undefined where nothing is said
 * @throws SettingError that names the variable when it is not a number from 0.1 to 100
 */
export function readDeadlineFactor(value: string | undefined): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const factor = Number(value);
  if (!(factor >= 0.1 && factor <= 100))
    throw new SettingError(
      `DEADLINE_FACTOR: "${value}" is not a number from 0.1 to 100, such as 2`,
    );
  return factor;
}
