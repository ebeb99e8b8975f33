import fc, { type Arbitrary } from 'fast-check';
import type { NewOrder } from '../../contract/types';
import { faultyValue, type Json } from './faulty-values';
import type { Generated } from './generated';
import { orderFields } from './inputs';
import { jsonText, writings } from './json-text';
import { fewOf, inOrder, ranks } from './ways';
import { validValue } from './valid-values';

const placing = { method: 'POST', path: '/orders' } as const;

/** Orders that the contract allows, in every way in which JSON can say them. */
export function validOrders(): Arbitrary<Generated> {
  const values = Object.fromEntries(
    orderFields.map(({ name, schema }) => [name, validValue(schema)]),
  );
  return fc
    .record({ writing: writings, ranks, order: fc.record(values) })
    .map(({ order, ranks, writing }) => ({
      ...placing,
      body: jsonText(new Map(inOrder(Object.entries(order), ranks)), writing),
      order: order as unknown as NewOrder,
      faults: [],
    }));
}

/**
 * Orders that break the contract in one way or several: a field that is missing, wrong or unknown,
 * or a body that is no object at all.
 * @param own a valid order, from which all are derived, so that a trace of one would be found
 */
export function invalidOrders(own: NewOrder): Arbitrary<Generated> {
  return fc.oneof(
    { weight: 9, arbitrary: ordersWithFaults(own) },
    { weight: 1, arbitrary: noObjects(own) },
  );
}

/** What is wrong with one member of the body: its value, or that it is missing or too much. */
interface Fault {
  name: string;
  value: Json | undefined;
}

function ordersWithFaults(own: NewOrder): Arbitrary<Generated> {
  const known = orderFields.map(({ name, required, schema }) => {
    const wrong = faultyValue(schema, own[name as keyof NewOrder]);
    return fc.record({
      name: fc.constant(name),
      value: required ? fc.option(wrong, { nil: undefined }) : wrong,
    });
  });
  const faults = fewOf(fc.oneof(...known, unknownMembers(own)), 4);
  return fc.record({ writing: writings, ranks, faults }).map(({ faults, ranks, writing }) => ({
    ...placing,
    body: jsonText(new Map(inOrder(withFaults(own, faults), ranks)), writing),
    faults: faults.map(({ name }) => `/body/${name}`),
  }));
}

/** Members that an order does not have; some of these every object of a careless program has. */
function unknownMembers(own: NewOrder): Arbitrary<Fault> {
  const name = fc.oneof(
    fc.constantFrom('price', 'orderId', 'orderStatus', 'placedAt', 'Quantity', 'SYMBOL', '$ref'),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'length',
    ),
    fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_$]{0,11}$/),
  );
  const value = fc.constantFrom<Json>(null, 1, 'BUY', own.symbol, own.quantity, { ...own }, [], {});
  return fc
    .record({ name, value })
    .filter(({ name }) => !orderFields.some((field) => field.name === name));
}

function withFaults(own: NewOrder, faults: readonly Fault[]): [string, Json][] {
  const members = new Map<string, Json | undefined>(Object.entries(own));
  for (const { name, value } of faults) members.set(name, value);
  return [...members].filter((member): member is [string, Json] => member[1] !== undefined);
}

/** JSON that is no object, though there may be an order in it. */
function noObjects(own: NewOrder): Arbitrary<Generated> {
  const order: Json = { ...own };
  const body = fc.constantFrom<Json>(
    null,
    true,
    own.quantity,
    own.symbol,
    [],
    [order],
    JSON.stringify(own),
  );
  return fc.record({ writing: writings, body }).map(({ body, writing }) => ({
    ...placing,
    body: jsonText(body, writing),
    faults: ['/body'],
  }));
}
