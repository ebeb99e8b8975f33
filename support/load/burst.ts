import type { Failure } from '../contract/failure';
import { topic } from '../evidence/memory';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewOrder, Order } from '../contract/types';
import type { Evidence } from '../evidence/evidence';
import type { OrdersApi } from '../platform/orders-api';
import type { Answer, Request } from '../contract/messages';
import { cancelling, type Trader } from '../actors/trader';
import { LoadClient, NoAnswer } from './load-client';

/** What came of one request: an answer, a refusal included, or why there was none. */
export type Attempt = { sentAt: number; answer: Answer } | { sentAt: number; failure: string };

/** One order of a burst: what was sent, and what came of it. */
export interface BurstOrder {
  sent: NewOrder;
  placing: Attempt;
  /** Only where it was to be cancelled and could be. */
  cancelling?: Attempt;
}

/** Orders placed at the same time, in the order in which they were sent. */
export interface Burst {
  orders: BurstOrder[];
}

export const lastBurst = topic<Burst>('No orders have been placed at the same time');

/** Who takes part in a burst. */
export interface BurstActors {
  trader: Trader;
  api: OrdersApi;
  evidence: Evidence;
}

/**
 * Milliseconds of sending after which this process looks up to see what has come meanwhile. An
 * answer that waited longer would be seen too late.
 */
const longestTurn = 20;

/** Places orders at the same time, each with a quantity of its own. None is dropped. */
export async function placeBurst(actors: BurstActors, count: number): Promise<Burst> {
  const client = await openClient(actors, count);
  const burst = await sendBurst(client, actors, count);
  client.close();
  return burst;
}

/** A client with a connection for each request of a burst. */
export async function openClient({ api }: BurstActors, requests: number): Promise<LoadClient> {
  const client = new LoadClient(api.access);
  await client.open(requests);
  return client;
}

/**
 * Sends the orders of a burst, all at once, and waits until each has its answer, or none.
 * @param cancels how many of them are cancelled, evenly spread, each as soon as it is accepted
 */
export async function sendBurst(
  client: LoadClient,
  { trader, evidence }: BurstActors,
  count: number,
  cancels = 0,
): Promise<Burst> {
  const attempt = async (request: Request): Promise<Attempt> => {
    evidence.request(request);
    try {
      const answer = await client.send(request);
      evidence.answer(answer);
      return { sentAt: answer.sentAt, answer };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      evidence.note('trader', `${request.method} ${request.path} got ${error.message}`);
      return { sentAt: error.sentAt, failure: error.message };
    }
  };
  const place = async (index: number): Promise<BurstOrder> => {
    const sent = trader.newOrder({ side: index % 2 ? 'SELL' : 'BUY', quantity: index + 1 });
    const placing = await attempt(trader.placing(JSON.stringify(sent)));
    const order = acceptedOrder(placing);
    if (!order || !('answer' in placing)) return { sent, placing };
    trader.keep(placing.answer);
    return isCancelled(index, count, cancels)
      ? { sent, placing, cancelling: await attempt(cancelling(order.orderId)) }
      : { sent, placing };
  };

  const orders: Promise<BurstOrder>[] = [];
  let turn = performance.now();
  for (let index = 0; index < count; index += 1) {
    orders.push(place(index));
    if (performance.now() - turn < longestTurn) continue;
    await nextTurn();
    turn = performance.now();
  }
  return { orders: await Promise.all(orders) };
}

function isCancelled(index: number, count: number, cancels: number): boolean {
  const due = (orders: number) => Math.floor((orders * cancels) / count);
  return due(index + 1) > due(index);
}

/** The order that an attempt to place one led to, if it did. */
export function acceptedOrder(placing: Attempt): Order | undefined {
  if (!('answer' in placing) || placing.answer.status !== 201) return undefined;
  const order = placing.answer.body as Partial<Order> | undefined;
  return typeof order?.orderId === 'string' ? (order as Order) : undefined;
}

/** The answers to the cancels of a burst. */
export function cancelAnswers({ orders }: Burst): Answer[] {
  return orders.flatMap(({ cancelling }) =>
    cancelling && 'answer' in cancelling ? [cancelling.answer] : [],
  );
}

/** What is wrong with the answers of a burst. */
export function unlikeSent({ orders }: Burst, evidence: Evidence): Failure[] {
  return orders.flatMap(({ sent, placing }, index): Failure[] => {
    const details = [`order ${index + 1} of ${orders.length}`];
    if ('failure' in placing) {
      const sentence = 'POST /orders is not answered';
      return [{ kind: 'silent', sentence, seen: placing.failure, details }];
    }
    const { answer } = placing;
    evidence.seen(answer);
    const order = acceptedOrder(placing);
    if (!order) {
      const sentence = 'of orders placed at the same time one is not accepted';
      const seen = `${answer.status} ${answer.text}`;
      return [{ kind: 'broken', clause: 'PLACE-7', sentence, expected: '201', seen, details }];
    }
    const { orderStatus, symbol, side, quantity } = order;
    const expected = JSON.stringify({ orderStatus: 'PENDING', ...sent });
    const seen = JSON.stringify({ orderStatus, symbol, side, quantity });
    const clause = orderStatus === 'PENDING' ? 'PLACE-3' : 'PLACE-1';
    const sentence = 'an order is not as it was placed';
    return seen === expected
      ? []
      : [{ kind: 'broken', clause, sentence, expected, seen, order: order.orderId, details }];
  });
}
