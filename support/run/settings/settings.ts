import fs from 'node:fs';
import { findBrowser } from './find-browser';
import { readDeadlineFactor } from './deadline-factor';
import { readExecutionDelay } from './execution-delay';
import { readGeneratorSeed } from './generator-seed';
import { expectNoMisspelt } from './misspelt';
import { SettingError } from './setting-error';
import { readTransport, type DefaultTransport } from './transport';

/** What the environment says about the run of the suite; nothing else reads it there. */
export interface RunSettings {
  /** The platform to test, without a slash at its end; undefined means: start one for this run. */
  baseUrl: string | undefined;
  /** How long to wait for the platform to be healthy, in seconds. */
  platformWaitSeconds: number;
}

/** Stands in for an address in a dry run, where the world is made but calls nobody. */
export const noPlatform = 'http://dry-run.invalid';

/** @throws SettingError */
export function readRunSettings(env: NodeJS.ProcessEnv = process.env): RunSettings {
  // A bad one has to stop the run before it begins.
  expectNoMisspelt(env);
  readDeadlineFactor(env.DEADLINE_FACTOR);
  readExecutionDelay(env.EXECUTION_DELAY_MS);
  readGeneratorSeed(env.GENERATOR_SEED);
  findBrowser(env);
  readTransport(env.TRANSPORT);
  readVerbose(env);
  readReportsFolder(env);
  return {
    baseUrl: readAddress('BASE_URL', env.BASE_URL),
    platformWaitSeconds: readWait(env.PLATFORM_WAIT_S),
  };
}

/**
 * Whether everything that a scenario does and receives is to be printed as it happens.
 * @throws SettingError
 */
export function readVerbose({ VERBOSE = '' }: NodeJS.ProcessEnv = process.env): boolean {
  const value = VERBOSE.trim();
  if (!['', '0', '1'].includes(value))
    throw new SettingError(`VERBOSE: "${VERBOSE}" is neither 1, for on, nor 0, for off`);
  return value === '1';
}

/** Whether a build server runs this, and nobody is there to answer. */
export function isOnBuildServer({ CI = '' }: NodeJS.ProcessEnv = process.env): boolean {
  return !['', '0', 'false'].includes(CI.trim().toLowerCase());
}

/** Where somebody wants the reports, whether that can be or not. */
export function reportsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.REPORTS_DIR || 'reports';
}

/** What subscribers speak whose transport a feature does not name. @throws SettingError */
export function transportOfThisRun(): DefaultTransport {
  return readTransport(process.env.TRANSPORT);
}

/** The seed of what is generated. @throws SettingError */
export function seedOfThisRun(): number {
  return readGeneratorSeed(process.env.GENERATOR_SEED);
}

/**
 * The folder of the reports, which need not exist yet.
 * @throws SettingError
 */
export function readReportsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const folder = reportsFolder(env);
  if (fs.existsSync(folder) && !fs.statSync(folder).isDirectory())
    throw new SettingError(`REPORTS_DIR: "${folder}" is a file and no folder`);
  return folder;
}

/**
 * The address of a platform, without a slash at its end.
 * @param name what it was given by: a variable or an option
 * @returns undefined where nothing is given
 * @throws SettingError
 */
export function readAddress(name: string, value: string | undefined): string | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new SettingError(
      `${name}: "${text}" is not an address of a platform, such as http://localhost:3000`,
    );
  if (url.search !== '' || url.hash !== '')
    throw new SettingError(
      `${name}: "${text}" has a query or a fragment; give the address alone, such as ${url.origin}`,
    );
  return url.href.replace(/\/+$/, '');
}

function readWait(value: string | undefined): number {
  if (value === undefined || value.trim() === '') return 30;
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= 3600))
    throw new SettingError(
      `PLATFORM_WAIT_S: "${value}" is not a number of seconds up to 3600, such as 30`,
    );
  return seconds;
}
