import type { Range } from './platform/description';
import { SettingError } from './setting-error';

/**
 * Reads EXECUTION_DELAY_MS: the range, in milliseconds, that the platform under test was started
 * with, where that is not the contract's own.
 * @returns undefined where nothing is said
 * @throws SettingError that names the variable when it is not a range
 */
export function readExecutionDelay(value: string | undefined): Range | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const [, min, max] = (/^(\d+)-(\d+)$/.exec(value.trim()) ?? []).map(Number);
  if (min === undefined || max === undefined || min > max)
    throw new SettingError(
      `EXECUTION_DELAY_MS: "${value}" is not a range of milliseconds such as 1500-2500`,
    );
  return { min, max };
}
