import axios from 'axios';
import type { Access } from '../../support/platform/access';
import { deadlines } from '../../support/run/settings/deadlines';

/** Reads the JSON at a path of a platform. */
export function readerOf(access: Access) {
  return async (path: string, stopped: AbortSignal): Promise<unknown> => {
    const url = access.urlOf(path);
    const response = await axios
      .get<unknown>(url, {
        signal: AbortSignal.any([stopped, AbortSignal.timeout(deadlines.answer)]),
        httpAgent: access.agent,
        httpsAgent: access.agent,
        headers: { ...access.headers },
        proxy: false,
        validateStatus: () => true,
      })
      .catch(() => undefined);
    if (response?.status === 200) return response.data;
    throw new Error(`${url} was answered with ${response?.status ?? 'nothing'}`);
  };
}
