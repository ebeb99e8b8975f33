import type { AxiosRequestConfig } from 'axios';
import type { Access } from './access';

const mostRedirects = 3;

/**
 * How axios reaches a platform; whatever is answered is an answer. It goes nowhere else, whatever
 * the platform says: what says who asks is for the platform alone.
 */
export function httpOptions({ agent, headers, url }: Access): AxiosRequestConfig {
  return {
    ...{ httpAgent: agent, httpsAgent: agent, headers: { ...headers } },
    ...{ proxy: false, validateStatus: () => true }, // a proxy is the agent's matter
    maxRedirects: mostRedirects,
    beforeRedirect: ({ href = '' }: { href?: string }) => {
      if (new URL(href).origin !== url.origin) throw new LedAway(href);
    },
  };
}

/** A platform leads to another address. */
export class LedAway extends Error {
  constructor(readonly address: string) {
    super(`it leads to another address: ${address}`);
  }
}
