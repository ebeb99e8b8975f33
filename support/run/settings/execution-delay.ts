import { SettingError } from './setting-error';

/** The contract's own range, in milliseconds, of the time from PENDING to EXECUTED. */
const byContract = { min: 1500, max: 2500 };

/**
 * Reads EXECUTION_DELAY_MS: the range, in milliseconds, that the platform under test was started
 * with, where that is not the contract's own.
 * @throws SettingError that names the variable when it is not a range
 */
export function readExecutionDelay(value: string | undefined): { min: number; max: number } {
  if (value === undefined || value.trim() === '') return byContract;
  const [, min, max] = (/^(\d+)-(\d+)$/.exec(value.trim()) ?? []).map(Number);
  if (min === undefined || max === undefined || min > max)
    throw new SettingError(
      `EXECUTION_DELAY_MS: "${value}" is not a range of milliseconds such as 1500-2500`,
    );
  return { min, max };
}
