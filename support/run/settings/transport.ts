import { didYouMean } from './did-you-mean';
import { SettingError } from './setting-error';

/** What subscribers can speak whose transport a feature does not name. */
const choices = ['socket.io', 'websocket'] as const;
export type DefaultTransport = (typeof choices)[number];

/**
 * Reads TRANSPORT.
 * @throws SettingError that names the choices when it is none of them
 */
export function readTransport(value: string | undefined): DefaultTransport {
  const text = value?.trim() || 'socket.io';
  const found = choices.find((each) => each === text);
  if (found !== undefined) return found;
  throw new SettingError(
    `TRANSPORT: "${value}" is neither ${choices.join(' nor ')}.${didYouMean(text, choices)}`,
  );
}
