import fs from 'node:fs';
import { findBrowser } from './find-browser';
import { readGeneratorSeed } from './generator-seed';
import { expectNoMisspelt } from './misspelt';
import type { PlatformDescription } from './platform/description';
import { platformUnderTest, readPlatform } from './platform/platform-under-test';
import { SettingError } from './setting-error';
import { readTransport, type DefaultTransport } from './transport';

/** What the environment says about the run of the suite; nothing else reads it there. */
export interface RunSettings {
  /** The platform to test; without an address it is started for this run. */
  platform: PlatformDescription;
  /** How long to wait for the platform to be healthy, in seconds. */
  platformWaitSeconds: number;
}

/** Stands in for an address in a dry run, where the world is made but calls nobody. */
export const noPlatform = 'http://dry-run.invalid';

/** @throws SettingError */
export function readRunSettings(env: NodeJS.ProcessEnv = process.env): RunSettings {
  // A bad one has to stop the run before it begins.
  expectNoMisspelt(env);
  readGeneratorSeed(env.GENERATOR_SEED);
  findBrowser(env);
  readVerbose(env);
  readReportsFolder(env);
  const platform = readPlatform(env);
  readTransport(env.TRANSPORT, platform.capabilities);
  return {
    platform,
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
  return readTransport(process.env.TRANSPORT, platformUnderTest().capabilities);
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

function readWait(value: string | undefined): number {
  if (value === undefined || value.trim() === '') return 30;
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= 3600))
    throw new SettingError(
      `PLATFORM_WAIT_S: "${value}" is not a number of seconds up to 3600, such as 30`,
    );
  return seconds;
}
