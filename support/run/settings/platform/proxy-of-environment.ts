import type { Proxy } from './description';
import { readProxy } from './read-description';

/**
 * The proxy that the environment names for addresses of this kind, by the variables that other
 * programs heed as well; those in lower case count first, as for curl.
 * @param protocol `https:` or `http:`
 * @throws SettingError that names the variable
 */
export function proxyOfEnvironment(
  protocol: string,
  env: NodeJS.ProcessEnv = process.env,
): Proxy | undefined {
  const names =
    protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const name = names.find((each) => (env[each] ?? '') !== '');
  return name === undefined
    ? undefined
    : readProxy(name, env[name] ?? '', env.no_proxy ?? env.NO_PROXY ?? '');
}
