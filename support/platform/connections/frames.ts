import { parseJson } from '../../contract/json';
import type { Failure } from '../../contract/failure';

/** A frame over plain WebSocket: a JSON document with a type, or why it is none. */
export type Frame = { document: Record<string, unknown> } | { fault: Fault };

type Fault = Pick<Failure, 'clause' | 'sentence' | 'expected' | 'seen'>;

const longestShown = 300;

/** Bytes of a message over WebSocket: one event or one order has 300. */
export const longestFrame = 1024 * 1024;

/** Reads a frame, the first of its connection or a later one, as far as it can be told what it is. */
export function frameOf(data: Buffer, isBinary: boolean, isFirst: boolean): Frame {
  const text = data.toString().slice(0, longestShown);
  const fault = (sentence: string, expected: string): Frame => ({
    fault: { clause: isFirst ? 'WS-1' : 'WS-2', sentence, expected, seen: text },
  });
  if (isBinary) return fault('a frame is binary', 'a text frame');
  let document: unknown;
  try {
    document = parseJson(data.toString());
  } catch {
    return fault('a frame is no JSON document', 'one JSON document');
  }
  if (typeof document !== 'object' || document === null)
    return fault('a frame is no JSON object', 'an object with a type');
  const { type } = document as { type?: unknown };
  if (isFirst && type === 'order:status')
    return fault('an event comes before the subscription is confirmed', 'type "subscribed"');
  if (isFirst && type !== 'subscribed')
    return fault('the first frame does not confirm the subscription', 'type "subscribed"');
  if (!isFirst && type === 'subscribed')
    return {
      fault: {
        ...{ clause: 'WS-1', sentence: 'a subscription is confirmed twice' },
        ...{ expected: 'type "order:status"', seen: text },
      },
    };
  return { document: document as Record<string, unknown> };
}
