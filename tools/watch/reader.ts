import axios from 'axios';
import type { Access } from '../../support/platform/access';
import { httpOptions } from '../../support/platform/http-options';
import { deadlines } from '../../support/run/settings/deadlines';

/** Bytes: 1000 orders are 300 KiB. */
const longestAnswer = 4 * 1024 * 1024;

/** Reads the JSON at a path of a platform. */
export function readerOf(access: Access) {
  return async (path: string, stopped: AbortSignal): Promise<unknown> => {
    const url = access.urlOf(path);
    const response = await axios
      .get<unknown>(url, {
        ...httpOptions(access),
        maxContentLength: longestAnswer,
        signal: AbortSignal.any([stopped, AbortSignal.timeout(deadlines.answer)]),
      })
      .catch(() => undefined);
    if (response?.status === 200) return response.data;
    throw new Error(`${url} was answered with ${response?.status ?? 'nothing'}`);
  };
}
