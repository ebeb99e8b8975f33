import type { AxiosRequestConfig } from 'axios';
import type { Access } from './access';

/** How axios reaches a platform; whatever is answered is an answer. */
export function httpOptions({ agent, headers }: Access): AxiosRequestConfig {
  return {
    ...{ httpAgent: agent, httpsAgent: agent, headers: { ...headers } },
    ...{ proxy: false, validateStatus: () => true }, // a proxy is the agent's matter
  };
}
