import { distance } from 'fastest-levenshtein';
import { SettingError } from './setting-error';

/** Every environment variable that the suite reads. */
const names = [
  'BASE_URL',
  'PLATFORM',
  'PLATFORM_WAIT_S',
  'DEADLINE_FACTOR',
  'EXECUTION_DELAY_MS',
  'GENERATOR_SEED',
  'REPORTS_DIR',
  'BROWSER_PATH',
  'VERBOSE',
  'TRANSPORT',
];

/**
 * A setting with a slip in its name would be passed over, and the run be about something else than
 * was meant. Names that are less alike belong to others.
 * @throws SettingError that names the variable and the setting that it resembles
 */
export function expectNoMisspelt(env: NodeJS.ProcessEnv): void {
  for (const given of Object.keys(env)) {
    const meant = names.find((name) => given !== name && isSlip(given, name));
    if (meant !== undefined && env[given] !== '' && !(meant in env))
      throw new SettingError(`${given} is no setting of the suite. Did you mean "${meant}"?`);
  }
}

/** Alike but for case, underscores, and one letter in seven. */
function isSlip(given: string, name: string): boolean {
  const [one, other] = [bare(given), bare(name)];
  return distance(one, other) <= Math.floor(other.length / 7);
}

function bare(name: string): string {
  return name.replaceAll('_', '').toUpperCase();
}
