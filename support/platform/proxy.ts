import type { Proxy } from '../run/settings/platform/description';
import { proxyOfEnvironment } from '../run/settings/platform/proxy-of-environment';

/** The proxy on the way to an address, or undefined where there is none. */
export function proxyFor(url: URL, proxy: Proxy | 'environment' | undefined): Proxy | undefined {
  const found = proxy === 'environment' ? proxyOfEnvironment(url.protocol) : proxy;
  return found && !found.bypass.some((each) => isBypassed(url, each)) ? found : undefined;
}

/** As NO_PROXY has it: a host, a host with its port, `.example.org` for all below it, `*` for all. */
function isBypassed({ hostname, host, port, protocol }: URL, given: string): boolean {
  if (given === '*') return true;
  const name = given.toLowerCase().replace(/^\*/, '');
  const withPort = port === '' ? `${host}:${protocol === 'https:' ? 443 : 80}` : host;
  if (name === hostname || name === withPort) return true;
  return name.startsWith('.') ? hostname.endsWith(name) : hostname.endsWith(`.${name}`);
}
