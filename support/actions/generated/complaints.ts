import { isDeepStrictEqual } from 'node:util';
import type { InvalidRequest, NewOrder, Order } from '../../contract/types';
import type { Answer } from '../../contract/messages';
import type { ListQuery } from '../../actors/trader';
import type { Generated } from './generated';
import { listParameters } from './inputs';

/** How the answer differs from a refusal for these faults and no others, one line each. */
export function refusalComplaints(
  { faults }: Pick<Generated, 'faults'>,
  { status, body }: Pick<Answer, 'status' | 'body'>,
): string[] {
  if (status !== 400)
    return [`answered with ${status} instead of refused as invalid, naming ${listOf(faults)}`];
  const { errors = [] } = (body ?? {}) as Partial<InvalidRequest>;
  const named = errors.map(({ path }) => path);
  const unnamed = faults.filter((path) => !named.includes(path));
  const invented = named.filter((path) => !faults.includes(path));
  return [
    ...(unnamed.length > 0 ? [`refused without naming ${listOf(unnamed)}`] : []),
    ...(invented.length > 0 ? [`refused naming ${listOf(invented)}, where no fault is`] : []),
  ];
}

/** What of an order has not been kept as it was sent, one line each. */
export function differences(
  how: string,
  sent: NewOrder,
  { symbol, side, quantity }: Order,
): string[] {
  const received: Record<string, unknown> = { symbol, side, quantity };
  return Object.entries(sent)
    .filter(([field, value]) => received[field] !== value)
    .map(
      ([field, value]) =>
        `${field} was sent as ${text(value)} and ${how} as ${text(received[field])}`,
    );
}

const usualLimit = Number(listParameters.find(({ name }) => name === 'limit')?.schema.default);

/**
 * What is wrong with a list, one line each.
 * @param own final orders, which are all that there are of their symbol
 */
export function listComplaints(
  { orderStatus, symbol, limit = usualLimit }: ListQuery,
  listed: readonly Order[],
  own: readonly Order[],
): string[] {
  const isAskedFor = (order: Order) =>
    (symbol === undefined || order.symbol === symbol) &&
    (orderStatus === undefined || order.orderStatus === orderStatus);
  const foreign = listed.find((order) => !isAskedFor(order));
  const times = listed.map(({ placedAt }) => placedAt);
  const due = Math.min(own.filter(isAskedFor).length, limit);
  const ids = new Set(listed.map(({ orderId }) => orderId));
  const isComplete = symbol !== own[0]?.symbol || listed.length >= due;
  return [
    ...(foreign ? [`showed an order that was not asked for: ${text(foreign)}`] : []),
    ...(listed.length > limit
      ? [`showed ${listed.length} orders where ${limit} is the limit`]
      : []),
    ...(isDeepStrictEqual(times, [...times].sort().reverse()) ? [] : ['was not newest first']),
    ...(ids.size < listed.length ? ['showed an order twice'] : []),
    ...(isComplete ? [] : [`showed ${listed.length} of the ${due} orders that were due`]),
  ];
}

function listOf(paths: readonly string[]): string {
  return [...new Set(paths)].sort().join(', ');
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
