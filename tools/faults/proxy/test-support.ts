import type { Line, Tampering } from '../fault';
import { Proxy } from './proxy';

/** A platform of a test's own. */
export interface TestPlatform {
  readonly url: string;
  listen(): Promise<unknown>;
  close(): unknown;
}

/**
 * A platform for each test, proxies to it, and their ends: last in, first out.
 * @param make called before each test
 */
export function behindProxies(make: () => TestPlatform) {
  const endings: (() => unknown)[] = [];
  let platform: TestPlatform;

  beforeEach(async () => {
    platform = make();
    await platform.listen();
    endings.push(() => platform.close());
  });

  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });

  return {
    endings,
    proxied: async (tamper?: (line: Line) => Tampering) => {
      const proxy = new Proxy(platform.url, tamper);
      const url = await proxy.listen();
      endings.push(() => proxy.close());
      return { proxy, url };
    },
  };
}
