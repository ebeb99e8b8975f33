import type { Answer } from '../contract/messages';
import type { OrderStatusEvent } from '../contract/types';

export const headersThatMatter = [
  'content-type',
  'location',
  'link',
  'allow',
  'retry-after',
  'x-request-id',
];
const longestBody = 2_000;

/** A text that is not too long for a report. */
export function shortened(text: string, longest = longestBody): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
export type Entry =
  | { at: number; kind: 'answer'; answer: Answer }
  | { at: number; kind: 'event'; who: string; event: OrderStatusEvent }
  | { at: number; kind: 'note'; who: string; text: string };

/** What happened, without its time, in one line. */
export function timelineLine(entry: Entry): string {
  switch (entry.kind) {
    case 'answer': {
      const { request, status } = entry.answer;
      return `${'trader'.padEnd(20)}  ${request.method} ${request.path} → ${status}`;
    }
    case 'event': {
      const { sequence, orderStatus, orderId, side, quantity, symbol } = entry.event;
      return `${entry.who.padEnd(20)}  ← #${sequence} ${orderStatus} ${orderId} (${side} ${quantity} ${symbol})`;
    }
    case 'note':
      return `${entry.who.padEnd(20)}  ${entry.text}`;
  }
}
