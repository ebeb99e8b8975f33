import { SettingError } from '../setting-error';

/** Where a platform is, and with which name and password. */
export interface Address {
  /** Without a slash at its end, and without name and password. */
  baseUrl: string;
  credentials?: Credentials;
}

export interface Credentials {
  username: string;
  password: string;
}

/** A name and a password as they are sent behind `Basic` (RFC 7617). */
export function encoded({ username, password }: Credentials): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/**
 * The address of a platform.
 * @param name what it was given by: a variable, an option or a field of a file
 * @returns undefined where nothing is given
 * @throws SettingError
 */
export function readAddress(name: string, value: string | undefined): Address | undefined {
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
  const { username, password } = url;
  url.username = url.password = '';
  return {
    baseUrl: url.href.replace(/\/+$/, ''),
    ...(username !== '' && {
      credentials: {
        username: decodeURIComponent(username),
        password: decodeURIComponent(password),
      },
    }),
  };
}
