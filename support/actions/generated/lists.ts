import fc, { type Arbitrary } from 'fast-check';
import type { ListQuery } from '../../actors/trader';
import { faultyText } from './faulty-values';
import type { Generated } from './generated';
import { listParameters } from './inputs';
import { fewOf, inOrder, inTurn, ranks } from './ways';
import { validValue } from './valid-values';

/** A cursor is given by the platform and cannot be made up. */
const opaque = 'cursor';
const parameters = listParameters.filter(({ name }) => name !== opaque);

/**
 * Requests for lists that the contract allows, in every way in which a query can say them.
 * @param symbol one that there are orders of, so that not every list is empty
 */
export function validLists(symbol: string): Arbitrary<Generated> {
  return fc.record({ writing: writings, query: validQuery(symbol) }).map(({ query, writing }) => ({
    method: 'GET' as const,
    path: pathWith(Object.entries<string | number>({ ...query }), writing),
    query,
    faults: [],
  }));
}

/** Requests for lists that break the contract: parameters that are wrong or unknown. */
export function invalidLists(symbol: string): Arbitrary<Generated> {
  const wrong = listParameters.map(({ name, schema }) =>
    (name === opaque ? fc.constant('x') : validValue(schema))
      .chain((valid) => faultyText(schema, String(valid)))
      .map((text) => ({ name, text })),
  );
  const faults = fewOf(fc.oneof(...wrong, unknownParameters), 3);
  return fc
    .record({ writing: writings, query: validQuery(symbol), faults })
    .map(({ query, faults, writing }) => {
      const said = new Map<string, string | number>(Object.entries(query));
      for (const { name, text } of faults) said.set(name, text);
      return {
        method: 'GET' as const,
        path: pathWith([...said], writing),
        faults: faults.map(({ name }) => `/query/${name}`),
      };
    });
}

function validQuery(symbol: string): Arbitrary<ListQuery> {
  const values = parameters.map(({ name, schema }): [string, Arbitrary<string | number>] => [
    name,
    name === 'symbol' ? fc.oneof(fc.constant(symbol), validValue(schema)) : validValue(schema),
  ]);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

/** Parameters that a list does not have; some of these every object of a careless program has. */
const unknownParameters = fc
  .record({
    name: fc.oneof(
      fc.constantFrom('status', 'page', 'offset', 'side', 'Limit', 'orderstatus', 'sort'),
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'),
      fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,11}$/),
    ),
    text: fc.constantFrom('', '1', 'BUY', 'true'),
  })
  .filter(({ name }) => !listParameters.some((known) => known.name === name));

/** One of the ways in which a query can be written; empty lists are the plain one. */
interface Writing {
  ranks: number[];
  /** For each character, whether it is encoded though it need not be. */
  encoded: boolean[];
}

const writings: Arbitrary<Writing> = fc.record({ ranks, encoded: fc.array(fc.boolean()) });

function pathWith(said: [string, string | number][], { ranks, encoded }: Writing): string {
  const forced = inTurn(encoded);
  const write = (text: string) =>
    [...text].map((each) => (forced() ? percents(each) : encodeURIComponent(each))).join('');
  const query = inOrder(said, ranks).map(
    ([name, value]) => `${write(name)}=${write(String(value))}`,
  );
  return query.length === 0 ? '/orders' : `/orders?${query.join('&')}`;
}

/** Every byte of a text as RFC 3986 allows to write it. */
function percents(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('');
}
