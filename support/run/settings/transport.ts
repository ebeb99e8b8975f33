import { didYouMean } from './did-you-mean';
import { SettingError } from './setting-error';

/** What subscribers can speak whose transport a feature does not name. */
const choices = ['socket.io', 'websocket'] as const;
export type DefaultTransport = (typeof choices)[number];

/**
 * Reads TRANSPORT.
 * @param capabilities what the platform claims, where it says so
 * @returns Socket.IO where nothing is said, or plain WebSocket where that alone is claimed
 * @throws SettingError that names the choices when it is none of them, or is not claimed
 */
export function readTransport(
  value: string | undefined,
  capabilities: readonly string[] = choices,
): DefaultTransport {
  const claimed = choices.filter((each) => capabilities.includes(each));
  const text = value?.trim() || (claimed[0] ?? 'socket.io');
  const found = choices.find((each) => each === text);
  if (found !== undefined && claimed.includes(found)) return found;
  if (found !== undefined)
    throw new SettingError(`TRANSPORT: the platform does not claim ${found}`);
  throw new SettingError(
    `TRANSPORT: "${value}" is neither ${choices.join(' nor ')}.${didYouMean(text, choices)}`,
  );
}
