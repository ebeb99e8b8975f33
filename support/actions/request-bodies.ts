import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Trader } from '../actors/trader';
import type { Answer } from '../contract/messages';
import type { NewOrder } from '../contract/types';
import { oneOf, withDigits } from '../tables/cells';

/**
 * Bodies of POST /orders that differ from an order in their form, by the words of the features.
 * Each is made of the scenario's own order, so that a trace of it would be found.
 */
const bodies = {
  'an order in an array': (order: NewOrder) => JSON.stringify([order]),
  'a text': (order: NewOrder) => JSON.stringify(order.symbol),
  'a number': (order: NewOrder) => JSON.stringify(order.quantity),
  null: () => 'null',
  'an order as a text': (order: NewOrder) => JSON.stringify(JSON.stringify(order)),
  'an empty body': () => undefined,
  'an empty object': () => '{}',
  'arrays in each other': () => '['.repeat(8000) + ']'.repeat(8000), // within 16 KiB
  'an order with an object as symbol that says side twice': ({ symbol, ...others }: NewOrder) =>
    sayingTwice(others, 'side').replace('{', `{"symbol":{"name":"${symbol}"},`),
  'malformed JSON': (order: NewOrder) => JSON.stringify(order).replaceAll('"', "'"),
  'half an order': (order: NewOrder) => JSON.stringify(order).slice(0, -1),
  'an order': (order: NewOrder) => JSON.stringify(order),
  'an order with a quantity of 0': (order: NewOrder) => JSON.stringify({ ...order, quantity: 0 }),
} as const;

/** @returns the body as it goes over the wire, or undefined for none */
function bodyOf(name: string, order: NewOrder): string | undefined {
  const [, twice] = /^an order that says (\w+) twice$/.exec(name) ?? [];
  if (twice !== undefined) return sayingTwice(order, oneOf('body', twice, orderFields));
  const [, bytes] = /^an order of (\d+) bytes$/.exec(name) ?? [];
  if (bytes !== undefined) return JSON.stringify(order).padEnd(Number(bytes), ' ');
  return bodies[oneOf('body', name, Object.keys(bodies) as (keyof typeof bodies)[])](order);
}

const orderFields = ['symbol', 'side', 'quantity'] as const;

/** An order with the same field twice, each time with the value that it has. */
function sayingTwice(order: Partial<NewOrder>, field: (typeof orderFields)[number]): string {
  return JSON.stringify(order).replace('{', `{"${field}":${JSON.stringify(order[field])},`);
}

/** The codings of a body, by their names in HTTP (RFC 9110, section 8.4.1, and RFC 7932). */
const codings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

/** What a feature's table may say of a request to place an order; without its body, an order. */
export const requestColumns = [
  'body?',
  'Content-Type?',
  'Content-Encoding?',
  'Idempotency-Key?',
  'X-Execution-Delay-Ms?',
] as const;

/** Sends a request to place an order as a feature describes it, right or wrong. */
export async function sendDescribed(
  trader: Trader,
  {
    body = 'an order',
    ...given
  }: { body?: string; 'Idempotency-Key'?: string; 'Content-Encoding'?: string },
): Promise<Answer> {
  const headers: typeof given = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, inBytes(withDigits(value))]),
  );
  const [, length] = /^(\d+) characters$/.exec(headers['Idempotency-Key'] ?? '') ?? [];
  if (length !== undefined)
    headers['Idempotency-Key'] = trader.key('key').padEnd(Number(length), '~');
  const text = bodyOf(body, trader.newOrder());
  const coding = headers['Content-Encoding'];
  if (text === undefined || coding === undefined) return trader.placeRaw(text, { headers });
  const names = Object.keys(codings) as (keyof typeof codings)[];
  const bytes = codings[oneOf('Content-Encoding', coding, names)](text);
  return trader.placeRaw(text, { headers, bytes });
}

/** A header's text, whose characters go over the wire as a byte each, or else as those of UTF-8. */
function inBytes(text: string): string {
  return [...text].every((each) => each <= '\xff') ? text : Buffer.from(text).toString('latin1');
}

/** The value of a field: JSON text as it is sent, or undefined where the field is missing. */
export interface FieldValue {
  json: string | undefined;
}

/** Places the trader's own order with what a feature's table says of it: JSON text, or `missing`. */
export async function placeDescribed(
  trader: Trader,
  rows: readonly { field: string; value: string }[],
): Promise<Answer> {
  const { key, ...faults } = Object.fromEntries(
    rows.map(({ field, value }) => [field, { json: value === 'missing' ? undefined : value }]),
  );
  const name = key?.json === undefined ? undefined : (JSON.parse(key.json) as string);
  return trader.placeRaw(orderText(trader.newOrder(), faults), trader.withKey(name));
}

/** An order's body with some fields as the feature says, right or wrong, as JSON text. */
export function orderText(order: NewOrder, faults: Readonly<Record<string, FieldValue>>): string {
  const given = Object.entries(order).map(([name, value]) => [name, JSON.stringify(value)]);
  const fields = new Map<string, string | undefined>(given as [string, string][]);
  for (const [name, { json }] of Object.entries(faults)) fields.set(name, json);
  const members = [...fields]
    .filter(([, json]) => json !== undefined)
    .map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return `{${members.join(',')}}`;
}
