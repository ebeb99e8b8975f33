import { fence } from '../actions/fence';
import { expect } from 'chai';
import { expectNone } from './assertions';
import type { InvalidRequest, Order } from '../contract/types';
import type { Answer } from '../contract/messages';
import type { TradingWorld } from '../world';

/** The ways in which the platform says no, in the words of the features, and their codes. */
export const refusalKinds = {
  invalid: 400,
  unknown: 404,
  'a conflict': 409,
  'too large': 413,
  'a key used for another order': 422,
  'one order too many': 503,
} as const;

export type RefusalKind = keyof typeof refusalKinds;

/** The last attempt was refused, and as this. @returns the refusal, which counts as looked at */
export function expectRefused(world: TradingWorld, kind: RefusalKind): Answer {
  const { answer } = world;
  const { request, status, text } = answer;
  world.evidence.seen(answer);
  expect(status, `the answer to ${request.method} ${request.path}: ${text}`).to.equal(
    refusalKinds[kind],
  );
  return answer;
}

/** One of the faults is at this place. */
export function expectFaultAt(world: TradingWorld, path: string): void {
  const { answer } = world;
  const { errors = [] } = (answer.body ?? {}) as Partial<InvalidRequest>;
  const paths = errors.map((each) => each.path);
  expect(paths, `the places that the refusal names: ${answer.text}`).to.include(path);
}

/** The place of a field in the request that was refused. */
export function pathOf(field: string, { request }: Answer): string {
  if (field.startsWith('/')) return field;
  if (field === 'the body') return '/body';
  if (field === 'the identifier') return '/params/orderId';
  return request.method === 'GET' ? `/query/${field}` : `/body/${field}`;
}

/** Of many attempts at the same time one was accepted and the others refused, and as this. */
export function expectAcceptedOnce(world: TradingWorld, refused: number, kind: RefusalKind): void {
  for (const each of world.answers) world.evidence.seen(each);
  const statuses = world.answers.map(({ status }) => status);
  const said = `the answers: ${statuses.join(', ')}`;
  expect(statuses.filter((status) => status < 300).length, said).to.equal(1);
  expect(statuses.filter((status) => status === refusalKinds[kind]).length, said).to.equal(refused);
}

/**
 * Nothing came of the refused request: no event was sent, and no list shows an order. Whatever
 * the request got wrong, either its symbol or its quantity was this scenario's own.
 */
async function expectNothingPlaced(world: TradingWorld): Promise<void> {
  const listeners = world.subscribers.all();
  const [listed] = await Promise.all([ownOrders(world), fence(world, listeners)]);
  expectNone('orders that came of the refused request', listed);
  for (const { name, log } of listeners) {
    const events = log.entries
      .map(({ event }) => event)
      .filter((event) => world.traders.couldHavePlaced(event));
    expectNone(`events of the refused request at ${name}`, events);
  }
}

/** Every answer of the last attempt is the one that the scenario's first placement was given. */
export function expectFirstAgain({ answers, evidence }: TradingWorld): void {
  const first = evidence.answers().find(({ request }) => request.method === 'POST');
  const essence = (answer: Answer | undefined) => ({
    status: answer?.status,
    body: answer?.body,
    location: answer?.headers.location,
  });
  expect(answers.map(essence)).to.deep.equal(answers.map(() => essence(first)));
}

/** The platform has so many orders of this scenario, whatever it has said before. */
export async function expectPlaced(world: TradingWorld, count: number): Promise<void> {
  if (count === 0) return expectNothingPlaced(world);
  expect(await ownOrders(world), 'the orders that were placed').to.have.lengthOf(count);
}

/** The orders that have come of this scenario, by what only it uses, in the list of all. */
async function ownOrders(world: TradingWorld): Promise<Order[]> {
  const [first] = world.evidence.answers();
  const date = first?.headers.date;
  // Whole seconds (RFC 9110), and up to ten for the way there and back.
  const since = date ? Date.parse(date) - 11_000 : Infinity;
  const pages = await world.trader.pages({ limit: 1000 }, (page) =>
    Promise.resolve(page.every(({ placedAt }) => Date.parse(placedAt) >= since)),
  );
  return pages.flat().filter((order) => world.traders.couldHavePlaced(order));
}
