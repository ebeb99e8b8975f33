import type { Since } from '../../../support/contract/types';
import type { Ask } from '../fault';
import { isObject } from '../tools';
import type { Sequences } from './sequences';

/** What all connections of a run share. */
export interface Memory {
  readonly sequences: Sequences;
  /** The rooms of each session of Socket.IO, which outlive a connection. */
  readonly rooms: Map<string, Set<string>>;
}

/** What is asked for, where it says after which event, by the number that the platform gave it. */
export function askInPlatformsNumbers(ask: Ask, sequences: Sequences): Ask {
  const [payload, ...others] = ask.payload;
  if (!isObject(payload) || !isObject(payload.since)) return ask;
  const since = payload.since as Partial<Since>;
  if (!Number.isSafeInteger(since.sequence)) return ask;
  const sequence = sequences.meant(since.sequence!);
  if (sequence === since.sequence) return ask;
  return { ...ask, payload: [{ ...payload, since: { ...since, sequence } }, ...others] };
}
