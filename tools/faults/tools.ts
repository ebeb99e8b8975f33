import { isDeepStrictEqual } from 'node:util';
import type {
  NewOrder,
  Order,
  OrderStatusEvent,
  Problem,
  Since,
} from '../../support/contract/types';
import type { Ask, Client, Reply, RestRequest, RestResponse, Tampering } from './fault';
import { queryOf } from './proxy/rest';

/** What faults are made of. A fault is best written as one of these and a line of its own. */

type About = (request: RestRequest, response: RestResponse) => boolean;

/** Changes the answers to some requests. */
export function answers(
  about: About,
  change: (response: RestResponse, request: RestRequest) => RestResponse,
): Tampering {
  return {
    rest: async (request, forward) => {
      const response = await forward(request);
      return about(request, response) ? change(response, request) : response;
    },
  };
}

/** Changes some requests on their way to the platform. */
export function requests(
  about: (request: RestRequest) => boolean,
  change: (request: RestRequest) => RestRequest,
): Tampering {
  return { rest: (request, forward) => forward(about(request) ? change(request) : request) };
}

/** Changes the orders as they are sent, before the platform sees them. */
export function sentOrders(change: (order: Record<string, unknown>) => object): Tampering {
  return requests(isPlacing, (request) => {
    const order = jsonOf(request);
    const changed = isObject(order) ? change(order) : order;
    if (isDeepStrictEqual(changed, order)) return request;
    // as long as before, because there is a limit to the length
    const text = JSON.stringify(changed).padEnd(request.body.length, ' ');
    return { ...request, body: Buffer.from(text) };
  });
}

/** Changes the orders that some answers show, one or a list. */
export function shownOrders(
  about: (request: RestRequest) => boolean,
  change: (order: Order) => object,
): Tampering {
  return answers(
    (request, { status }) => about(request) && status < 300,
    (response) => {
      const shown = jsonOf(response) as Order | Order[];
      return withJson(response, Array.isArray(shown) ? shown.map(change) : change(shown));
    },
  );
}

/** Changes the events that arrive; what is not even an event any more is meant to be caught. */
export function events(
  about: (event: OrderStatusEvent) => boolean,
  change: (event: OrderStatusEvent) => object,
): Tampering {
  return { event: (event) => [about(event) ? (change(event) as OrderStatusEvent) : event] };
}

/** Some events never arrive. */
export function lost(about: (event: OrderStatusEvent, client: Client) => boolean): Tampering {
  return { event: (event, client) => (about(event, client) ? [] : [event]) };
}

/** Changes the answers to subscriptions. */
export function replies(
  about: (reply: Reply, ask: Ask) => boolean,
  change: (reply: Reply) => object,
): Tampering {
  return { reply: (reply, ask) => (about(reply, ask) ? (change(reply) as Reply) : reply) };
}

/** After which event somebody wants to go on. */
export function sinceIn({ name, payload: [payload] }: Ask): Since | undefined {
  if (name !== 'subscribe' || !isObject(payload)) return undefined;
  const { since } = payload;
  const isWhole =
    isObject(since) && typeof since.epoch === 'string' && typeof since.sequence === 'number';
  return isWhole ? (since as unknown as Since) : undefined;
}

export const isPlacing = ({ method, path }: RestRequest): boolean =>
  method === 'POST' && pathOf(path) === '/orders';
export const isListing = ({ method, path }: RestRequest): boolean =>
  method === 'GET' && pathOf(path) === '/orders';
export const isLookingUp = ({ method, path }: RestRequest): boolean =>
  method === 'GET' && orderPath.test(pathOf(path));
export const isCancelling = ({ method, path }: RestRequest): boolean =>
  method === 'DELETE' && orderPath.test(pathOf(path));
export const isShowingOrders = (request: RestRequest): boolean =>
  isPlacing(request) || isListing(request) || isLookingUp(request);

/** Whether an answer has a status. */
export const has =
  (status: number): About =>
  (_request, response) =>
    response.status === status;

/** Whether a request is of a kind and its answer has a status. */
export const both =
  (of: (request: RestRequest) => boolean, status: number): About =>
  (request, response) =>
    of(request) && response.status === status;

export const isExecuted = ({ orderStatus }: { orderStatus: string }) => orderStatus === 'EXECUTED';
export const isCancelled = ({ orderStatus }: { orderStatus: string }) =>
  orderStatus === 'CANCELLED';
export const isPending = ({ orderStatus }: { orderStatus: string }) => orderStatus === 'PENDING';

const orderPath = /^\/orders\/[^/]+$/;

function pathOf(path: string): string {
  return path.split('?')[0] ?? '';
}

/** The identifier in the path of a request; what is no text, such as `%E0`, as it stands. */
export function orderIdIn({ path }: RestRequest): string {
  const written = pathOf(path).slice('/orders/'.length);
  try {
    return decodeURIComponent(written).toLowerCase();
  } catch {
    return written;
  }
}

/** The same event with an execution that never was; its number comes with the announcement. */
export function executed({ orderId, symbol, side, quantity }: OrderStatusEvent) {
  const occurredAt = new Date().toISOString();
  return { orderId, orderStatus: 'EXECUTED', symbol, side, quantity, occurredAt } as const;
}

/** Requests of a fault's own. */
export const lookUp = (orderId: string): RestRequest => plain('GET', `/orders/${orderId}`);
export const cancel = (orderId: string): RestRequest => plain('DELETE', `/orders/${orderId}`);
export const list = (query: Record<string, string>): RestRequest =>
  withQuery(plain('GET', '/orders'), query);

function plain(method: string, path: string): RestRequest {
  return { method, path, headers: {}, body: Buffer.of() };
}

/** The same request with other parameters; those that are undefined are left out. */
export function withQuery(
  request: RestRequest,
  parameters: Record<string, string | undefined>,
): RestRequest {
  const query = queryOf(request.path);
  for (const [name, value] of Object.entries(parameters))
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  return { ...request, path: `${pathOf(request.path)}?${query.toString()}` };
}

/** The body as JSON, or undefined when it is none. */
export function jsonOf({ body }: { body: Buffer }): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same without one of its fields. */
export function without<T extends object, K extends keyof T>(name: K, whole: T): Omit<T, K> {
  const rest: Partial<T> = { ...whole };
  delete rest[name];
  return rest as Omit<T, K>;
}

type Message = RestRequest | RestResponse;

export function withJson<M extends Message>(message: M, value: unknown): M {
  return { ...message, body: Buffer.from(JSON.stringify(value)) };
}

export function withHeader<M extends Message>(
  message: M,
  name: string,
  value: string | undefined,
): M {
  return { ...message, headers: { ...message.headers, [name]: value } };
}

export function headerOf({ headers }: Message, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A refusal as the contract has it. */
export function problem(status: number, title: string, more: object = {}): RestResponse {
  const document: Problem = { type: 'about:blank', title, status, ...more };
  const headers = { 'content-type': 'application/problem+json' };
  return { status, headers, body: Buffer.from(JSON.stringify(document)) };
}

/** An answer with JSON. */
export function answer(status: number, value: unknown): RestResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: Buffer.from(JSON.stringify(value)) };
}

export const unknownOrder = (orderId: string) =>
  problem(404, 'Unknown order', { detail: `There is no order ${orderId}.` });

/**
 * Picks every n-th order of a symbol, by the order in which they are first seen, and the same ones
 * again later. Scenarios have symbols of their own: each that places n orders meets it.
 */
export function oneOrderIn(n: number): (order: Pick<Order, 'orderId' | 'symbol'>) => boolean {
  const picked = new Map<string, boolean>();
  const isNth = oneIn(n);
  return ({ orderId, symbol }) => {
    const known = picked.get(orderId) ?? isNth(symbol);
    picked.set(orderId, known);
    return known;
  };
}

/** Says yes every n-th time that it is asked about something. */
export function oneIn(n: number): (what: string) => boolean {
  const counts = new Map<string, number>();
  return (what) => {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return count % n === 0;
  };
}

/** Says yes the first time that it is asked about something. */
export function firstTime(): (what: string) => boolean {
  const seen = new Set<string>();
  return (what) => !seen.has(what) && seen.add(what).size > 0;
}

/** Whether a body is an order that asks for something, as far as can be told. */
export function sentOrder(request: RestRequest): Partial<NewOrder> {
  const order = jsonOf(request);
  return isObject(order) ? order : {};
}
