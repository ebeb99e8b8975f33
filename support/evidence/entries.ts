import { hidden, isConfidential } from '../run/settings/platform/secrets';
import { inOneLine, textFor } from '../contract/visible';
import type { Answer } from '../contract/messages';
import type { Order, OrderStatusEvent } from '../contract/types';

export const headersThatMatter = [
  'content-type',
  'location',
  'link',
  'allow',
  'retry-after',
  'x-request-id',
];
const longestBody = 2_000;

/** Headers as they may be shown. */
export function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isConfidential(name) ? hidden : value]),
  );
}

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
  return shortened(inOneLine(happening(entry)));
}

/** The same as it is, however long and of how many lines. */
export function happening(entry: Entry): string {
  switch (entry.kind) {
    case 'answer': {
      const { request, status } = entry.answer;
      return `${'trader'.padEnd(20)}  ${request.method} ${request.path} → ${status}`;
    }
    case 'event': {
      const { sequence, orderStatus, orderId, side, quantity, symbol } = entry.event;
      const order = [side, quantity, symbol].map(textFor).join(' ');
      return `${entry.who.padEnd(20)}  ← #${[sequence, orderStatus, orderId].map(textFor).join(' ')} (${order})`;
    }
    case 'note':
      return `${entry.who.padEnd(20)}  ${entry.text}`;
  }
}

/** What an entry says of an order, a line each. */
export function lifeLines(entry: Entry, orderId: string): string[] {
  return sayingsOf(entry, orderId).map((each) => shortened(inOneLine(each)));
}

function sayingsOf(entry: Entry, orderId: string): string[] {
  const isIt = ({ orderId: id }: { orderId?: unknown }) =>
    typeof id === 'string' && id.toLowerCase() === orderId.toLowerCase();
  switch (entry.kind) {
    case 'event': {
      const { who, event } = entry;
      if (!isIt(event)) return [];
      return [
        `${who.padEnd(20)}  #${textFor(event.sequence)} ${textFor(event.orderStatus).padEnd(9)}  at ${textFor(event.occurredAt)}`,
      ];
    }
    case 'answer': {
      const { request, status, body } = entry.answer;
      const shown = [body].flat().flatMap((each) => asOrder(each) ?? []);
      const found = shown.filter(isIt);
      const asked = `${request.method} ${request.path} → ${status}`;
      if (found.length === 0)
        return request.path.includes(orderId) ? [`${'REST'.padEnd(20)}  ${asked}`] : [];
      return found.map(
        ({ orderStatus, placedAt, updatedAt }) =>
          `${'REST'.padEnd(20)}  ${textFor(orderStatus).padEnd(9)}  placed ${textFor(placedAt)}, updated ${textFor(updatedAt)}  (${asked})`,
      );
    }
    case 'note':
      return [];
  }
}

function asOrder(value: unknown): Partial<Order> | undefined {
  const isOrder = typeof value === 'object' && value !== null && 'placedAt' in value;
  return isOrder ? (value as Partial<Order>) : undefined;
}
