import { readDeadlineFactor } from '../deadline-factor';
import { readExecutionDelay } from '../execution-delay';
import { readAddress } from './address';
import { plainDescription, type PlatformDescription } from './description';
import { basic, readDescription } from './read-description';
import { SettingError } from '../setting-error';
import { Secrets } from './secrets';

/**
 * The platform that a run is about: what the file says that PLATFORM names, and in its place what
 * BASE_URL, EXECUTION_DELAY_MS and DEADLINE_FACTOR say.
 * @throws SettingError that names the variable, or the file and its field
 */
export function readPlatform(env: NodeJS.ProcessEnv): PlatformDescription {
  const file = env.PLATFORM?.trim() ?? '';
  const described = file === '' ? plainDescription() : readDescription(file, env);
  const address = readAddress('BASE_URL', env.BASE_URL);
  const credentials = address?.credentials && basic(address.credentials);
  return {
    ...described,
    baseUrl: address?.baseUrl ?? described.baseUrl,
    ...(credentials && {
      headers: { ...described.headers, ...credentials.headers },
      shownHeaders: { ...described.shownHeaders, ...credentials.shownHeaders },
      secrets: [...described.secrets, ...credentials.secrets],
    }),
    executionDelay: readExecutionDelay(env.EXECUTION_DELAY_MS) ?? described.executionDelay,
    deadlineFactor: readDeadlineFactor(env.DEADLINE_FACTOR) ?? described.deadlineFactor,
  };
}

let found: PlatformDescription | undefined;
let secrets: Secrets | undefined;

/** The platform of this process's run. @throws SettingError */
export function platformUnderTest(): PlatformDescription {
  return (found ??= readPlatform(process.env));
}

/**
 * The same, or one of which nothing is said where that cannot be read: for what is loaded before a
 * run has told what is wrong with its settings.
 */
export function platformOrPlain(): PlatformDescription {
  try {
    return platformUnderTest();
  } catch (error) {
    if (error instanceof SettingError) return plainDescription();
    throw error;
  }
}

/** A text of this run in which no secret is to be seen. */
export function masked(text: string): string {
  return (secrets ??= new Secrets(platformOrPlain().secrets)).mask(text);
}
