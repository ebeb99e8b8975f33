import { isDeepStrictEqual } from 'node:util';
import { deflateSync, inflateSync } from 'node:zlib';
import type { Attachment } from '@cucumber/messages';
import type { ClauseId } from '../contract/clauses';
import type { OrderStatusEvent } from '../contract/types';
import { dataMediaTypes } from './data-attachment';

/** What a scenario's subscribers to the platform of the run received, each event once. */
export interface Received {
  events: ReceivedEvent[];
  subscribers: ReceivedBySubscriber[];
}

export interface ReceivedEvent {
  /** The epoch of the platform that sent it, where that is known. */
  epoch?: string | undefined;
  event: OrderStatusEvent;
}

export interface ReceivedBySubscriber {
  name: string;
  /** What it had, by its places in the list of events. */
  had: number[];
  due: Due[];
}

/** A part of the sequence in which every event of a room was due to a subscriber. */
export interface Due {
  room: string;
  epoch?: string | undefined;
  /** The sequence after which it begins. */
  after: number;
  /** The sequence of the last event that it brought. */
  upTo: number;
  /** When it was asked for, in ms since 1970, and the clause by which it begins where it says. */
  asked?: { at: number; clause: ClauseId };
}

/** What was received as an attachment: compressed, since a busy scenario receives thousands of events. */
export function packed(received: Received): Buffer {
  const { events, subscribers } = received;
  const rows = events.map(({ epoch, event }) => [epoch ?? null, ...eventFields.map((each) => event[each])]); // prettier-ignore
  return deflateSync(JSON.stringify({ rows, subscribers }));
}

/** What an attachment says was received; undefined if it is about something else. */
export function receivedIn({ mediaType, body }: Attachment): Received | undefined {
  if (mediaType !== dataMediaTypes.received) return undefined;
  const text = inflateSync(Buffer.from(body, 'base64')).toString('utf8');
  const { rows, subscribers } = JSON.parse(text) as Packed;
  const events = rows.map(([epoch, ...values]) => ({
    epoch: epoch ?? undefined,
    event: Object.fromEntries(
      eventFields.map((field, index) => [field, values[index]]),
    ) as unknown as OrderStatusEvent,
  }));
  return { events, subscribers };
}

interface Packed {
  rows: [epoch: string | null, ...unknown[]][];
  subscribers: ReceivedBySubscriber[];
}

const eventFields = [
  ...(['sequence', 'orderId', 'orderStatus', 'symbol', 'side', 'quantity', 'occurredAt'] as const),
] satisfies (keyof OrderStatusEvent)[];

/** The fields in which two tellings of an event differ. */
export function differing(one: OrderStatusEvent, other: OrderStatusEvent): string[] {
  return eventFields.filter(
    (field) => !isDeepStrictEqual(one[field] ?? null, other[field] ?? null),
  );
}
