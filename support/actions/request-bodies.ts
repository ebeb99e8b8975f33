import type { NewOrder } from '../contract/types';

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
  'malformed JSON': (order: NewOrder) => JSON.stringify(order).replaceAll('"', "'"),
  'half an order': (order: NewOrder) => JSON.stringify(order).slice(0, -1),
} as const;

export type BodyName = keyof typeof bodies;

export const bodyNames = Object.keys(bodies) as BodyName[];

/** @returns the body as it goes over the wire, or undefined for none */
export function bodyOf(name: BodyName, order: NewOrder): string | undefined {
  return bodies[name](order);
}

/** An order's JSON text, filled up with white space to a number of bytes. */
export function orderOfBytes(order: NewOrder, bytes: number): string {
  return JSON.stringify(order).padEnd(bytes, ' ');
}

/** The value of a field: JSON text as it is sent, or undefined where the field is missing. */
export interface FieldValue {
  json: string | undefined;
}

/** What a feature's table says of some fields: JSON text, or `missing`. */
export function faultsIn(
  rows: readonly { field: string; value: string }[],
): Record<string, FieldValue> {
  return Object.fromEntries(
    rows.map(({ field, value }) => [field, { json: value === 'missing' ? undefined : value }]),
  );
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
