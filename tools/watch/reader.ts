import { deadlines } from '../../support/run/settings/deadlines';

/**
 * Reads the JSON at a path of a platform.
 * @param url the platform's address, without a slash at its end
 */
export function readerOf(url: string) {
  return async (path: string, stopped: AbortSignal): Promise<unknown> => {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(deadlines.answer)]);
    const response = await fetch(url + path, { signal }).catch(() => undefined);
    if (response?.ok) return response.json();
    throw new Error(`${url}${path} was answered with ${response?.status ?? 'nothing'}`);
  };
}
