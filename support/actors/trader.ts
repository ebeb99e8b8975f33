import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import parseLinks from 'http-link-header';
import { atOnce } from './at-once';
import { expectNotYetDue, type PlacedOrder } from './placed-order';
import { isClaimed } from '../contract/capabilities';
import { claim } from '../contract/claims';
import type { ClauseId } from '../contract/clauses';
import { isOf } from '../contract/identifiers';
import { FailureError } from '../contract/failure';
import type { NewOrder, Order } from '../contract/types';
import type { Access } from '../platform/access';
import type { OrdersApi } from '../platform/orders-api';
import { promised } from '../run/settings/deadlines';
import type { Answer, Request } from '../contract/messages';

/** Orders that are looked up one by one; more at once would be a load of its own. */
const mostLookUps = 200;

/** Milliseconds after which an order executes in the middle of many cancels. */
const amidCancels = 180;

/** The longest page of a list that the contract allows. */
const longestPage = 1000;

export interface Placement {
  /** Milliseconds from placement to execution, by the platform's simulation control. */
  executesAfter?: number | undefined;
  idempotencyKey?: string | undefined;
  headers?: Record<string, string> | undefined;
  /** The body as it goes over the wire, where that is not its text. */
  bytes?: Buffer | undefined;
}

/** What a list may be narrowed to. */
export interface ListQuery {
  orderStatus?: string | undefined;
  symbol?: string | undefined;
  limit?: number | undefined;
}

/** What all traders of a scenario have in common. */
class Desk {
  readonly orders: PlacedOrder[] = [];
  executesAfter: number | undefined;
  /** An end of keys that only this scenario uses. */
  readonly keyEnd = randomUUID();
}

/** Places, cancels and looks up orders, and knows those of its scenario. */
export class Trader {
  /** A symbol that only this scenario uses, so that others' orders are told apart. */
  readonly symbol = `T${randomBytes(6).toString('hex').toUpperCase()}`;
  /** A quantity that only this scenario uses, where the symbol is not to be had. */
  readonly quantity =
    1 + Number(`0.${(randomBytes(5).readUIntBE(0, 5) + 1).toString().padStart(13, '0')}`);

  constructor(
    private readonly api: OrdersApi,
    private readonly desk = new Desk(),
  ) {}

  /** Another trader of the same scenario. */
  colleague(): Trader {
    return new Trader(this.api, this.desk);
  }

  /** The orders of all traders, in the order in which they were accepted. */
  get orders(): PlacedOrder[] {
    return this.desk.orders;
  }

  /** Milliseconds from placement to execution that hold for every order, once set. */
  get executesAfter(): number | undefined {
    return this.desk.executesAfter;
  }

  set executesAfter(ms: number | undefined) {
    this.desk.executesAfter = ms;
  }

  /** When an order of the trader's is executed, where the platform can be told. */
  private timeOf({ executesAfter }: Placement): number | undefined {
    return isClaimed('controls') ? (executesAfter ?? this.executesAfter) : undefined;
  }

  /** The key that a feature calls by this name, which only this scenario uses. */
  key(name: string): string {
    return `${name}-${this.desk.keyEnd}`;
  }

  /** An order that the platform has to accept, unlike any other scenario's. */
  newOrder(details: Partial<NewOrder> = {}): NewOrder {
    return { symbol: this.symbol, side: 'BUY', quantity: this.quantity, ...details };
  }

  /** Places an order. @returns the answer, a refusal included */
  async place(order: NewOrder, placement: Placement = {}): Promise<Answer> {
    return this.placeRaw(JSON.stringify(order), placement);
  }

  /** Sends a body as it stands. @returns the answer, a refusal included */
  async placeRaw(body: string | undefined, placement: Placement = {}): Promise<Answer> {
    const answer = await this.api.send(this.placing(body, placement));
    this.keep(answer, placement);
    return answer;
  }

  /** The request that places an order. */
  placing(body: string | undefined, placement: Placement = {}): Request {
    const executesAfter = this.timeOf(placement);
    const headers: Record<string, string> = {
      ...(executesAfter === undefined ? {} : { 'X-Execution-Delay-Ms': String(executesAfter) }),
      ...(placement.idempotencyKey === undefined
        ? {}
        : { 'Idempotency-Key': placement.idempotencyKey }),
      ...placement.headers,
    };
    const { bytes } = placement;
    return { method: 'POST', path: '/orders', headers, body, ...(bytes && { bytes }) };
  }

  /** Counts an order among the scenario's, if it was accepted. */
  keep(answer: Answer, placement: Placement = {}): void {
    if (answer.status !== 201) return;
    const executesAfter = this.timeOf(placement);
    this.orders.push({ order: answer.body as Order, answer, executesAfter });
  }

  /** Places an order that has to be accepted. @throws Error with the answer when it is not */
  async placed(order: NewOrder = this.newOrder(), placement: Placement = {}): Promise<PlacedOrder> {
    const answer = await this.place(order, placement);
    const own = this.orders.find((each) => each.answer === answer);
    if (!own)
      throw unexpected('PLACE-1', 'a valid order is not accepted', '201 and the order', answer);
    return own;
  }

  /** Places the trader's own order, always the same one. */
  async placeWithKey(key: string | undefined): Promise<Answer> {
    return this.place(this.newOrder(), this.withKey(key));
  }

  /** The same, which has to be accepted. @throws Error with the answer when it is not */
  async placedWithKey(key: string | undefined): Promise<PlacedOrder> {
    return this.placed(this.newOrder(), this.withKey(key));
  }

  /** @param key by the feature's name for it, or none */
  withKey(key: string | undefined): Placement {
    return key === undefined ? {} : { idempotencyKey: this.key(key) };
  }

  async cancel(orderId: string): Promise<Answer> {
    return this.api.send(cancelling(orderId));
  }

  /**
   * Places orders and cancels each many times. Where the platform can be told when to execute them,
   * the first cancel is sent as soon as the order is accepted, and the platform's random delays
   * spread them over the time of its execution; otherwise they are sent all over the time in which
   * it may come.
   * @returns the answers to the cancels
   */
  async placeAndCancel(orders: number, cancels: number): Promise<Answer[]> {
    const { min, max } = promised.executionDelay;
    const placement = { executesAfter: this.executesAfter ?? amidCancels };
    const answers = await atOnce(orders, async () => {
      const { order, executesAfter } = await this.placed(this.newOrder(), placement);
      return atOnce(cancels, async () => {
        if (executesAfter === undefined) await pause(randomInt(min, max + 1));
        return this.cancel(order.orderId);
      });
    });
    return answers.flat();
  }

  async lookUp(orderId: string): Promise<Answer> {
    return this.api.send({ method: 'GET', path: `/orders/${encodeURIComponent(orderId)}` });
  }

  /** Cancels each of these orders. @returns the answers, refusals included */
  async cancelAll(orderIds: readonly string[]): Promise<Answer[]> {
    return Promise.all(orderIds.map((orderId) => this.cancel(orderId)));
  }

  /** Cancels each of these orders, which has to be possible. @throws Error with the answer */
  async cancelled(orderIds: readonly string[]): Promise<void> {
    const answers = await this.cancelAll(orderIds);
    const refused = answers.find(({ status }) => status !== 204);
    if (refused) this.cannotCancel(refused);
  }

  /** @throws FailureError: a cancel is refused that had to be accepted, or came too late to tell */
  cannotCancel(refused: Answer): never {
    const { request, status, answeredAt } = refused;
    const placed = this.orders.find(({ order }) => isOf(order.orderId, request.path));
    if (status === 409 && placed) expectNotYetDue(placed, 'CANCEL-1', answeredAt);
    throw unexpected('CANCEL-1', 'a PENDING order cannot be cancelled', '204', refused);
  }

  /** Looks up each of these orders. @returns the answers, refusals included */
  async lookUpAll(orderIds: readonly string[]): Promise<Answer[]> {
    return Promise.all(orderIds.map((orderId) => this.lookUp(orderId)));
  }

  /**
   * These orders as the platform shows them: one by one, or, where there are very many of its own,
   * in pages of its list.
   * @throws Error with the answer when one is missing
   */
  async readAll(orderIds: readonly string[]): Promise<Order[]> {
    if (orderIds.length <= mostLookUps)
      return Promise.all(orderIds.map((orderId) => this.read(orderId)));
    const pages = await this.pages({ symbol: this.symbol, limit: longestPage });
    const listed = new Map(pages.flat().map((order) => [order.orderId, order]));
    return orderIds.map((orderId) => {
      const order = listed.get(orderId);
      claim('LIST-2', 'an order is missing in the list', order !== undefined, {
        ...{ expected: 'every order that was placed', seen: `${listed.size} orders without it` },
        order: orderId,
      });
      return order;
    });
  }

  /** The order as the platform shows it. @throws Error with the answer when it shows none */
  async read(orderId: string): Promise<Order> {
    const answer = await this.lookUp(orderId);
    if (answer.status !== 200)
      throw unexpected(
        'READ-1',
        'an order that was placed is not shown',
        '200 and the order',
        answer,
      );
    return answer.body as Order;
  }

  async list(query: ListQuery): Promise<Answer> {
    const path = `/orders${queryString(query)}`;
    const answer = await this.api.send({ method: 'GET', path });
    return isClaimed('paging') ? answer : { ...answer, body: narrowed(answer.body, query) };
  }

  /**
   * Walks a list by its links to the end.
   * @param afterPage called after each page but the last, with the orders of the page
   * @returns the pages, in the order in which they were shown
   * @throws Error with the answer when a page is refused, or when a link leads back
   */
  async pages(
    query: ListQuery,
    afterPage: (page: Order[]) => Promise<boolean | void> = () => Promise.resolve(),
  ): Promise<Order[][]> {
    const pages: Order[][] = [];
    const visited = new Set<string>();
    let path: string | undefined = `/orders${queryString(query)}`;
    while (path !== undefined) {
      claim('PAGE-3', 'the link to the next page leads back', !visited.has(path), { seen: path });
      visited.add(path);
      const answer: Answer = await this.api.send({ method: 'GET', path });
      if (answer.status !== 200)
        throw unexpected('PAGE-2', 'a page of the list is refused', '200 and a page', answer);
      const page = (isClaimed('paging') ? answer.body : narrowed(answer.body, query)) as Order[];
      pages.push(page);
      path = nextPage(answer, this.api.access);
      if (path !== undefined && (await afterPage(page)) === false) break;
    }
    return pages;
  }

  send(request: Request): Promise<Answer> {
    return this.api.send(request);
  }
}

/** An answer that breaks a clause, because it should have been another. */
export function unexpected(
  clause: ClauseId,
  sentence: string,
  expected: string,
  { request: { method, path }, status, text }: Answer,
): FailureError {
  const seen = `${status} ${text}`.trim();
  const details = [`${method} ${path}`];
  return new FailureError([{ kind: 'broken', clause, sentence, expected, seen, details }]);
}

/** The request that cancels an order. */
export function cancelling(orderId: string): Request {
  return { method: 'DELETE', path: `/orders/${encodeURIComponent(orderId)}` };
}

/** The path of the next page (RFC 8288), or undefined on the last. */
export function nextPage({ headers, request }: Answer, access: Access): string | undefined {
  const [next] = headers.link ? parseLinks.parse(headers.link).rel('next') : [];
  if (!next) return undefined;
  const path = access.pathOf(next.uri, request.path);
  claim('PAGE-2', 'the link to the next page leads away from the platform', path !== undefined, {
    ...{ expected: `an address below ${access.baseUrl}`, seen: next.uri },
  });
  return path;
}

/** What the trader looks for in a list that the platform does not narrow down. */
function narrowed(body: unknown, { orderStatus, symbol }: ListQuery): unknown {
  if (!Array.isArray(body)) return body;
  return (body as Order[]).filter(
    (order) =>
      (orderStatus === undefined || order.orderStatus === orderStatus) &&
      (symbol === undefined || order.symbol === symbol),
  );
}

function queryString(query: ListQuery): string {
  if (!isClaimed('paging')) return '';
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, string | number | undefined][])
    if (value !== undefined) parameters.set(name, String(value));
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
