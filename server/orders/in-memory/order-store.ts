import { createHash } from 'node:crypto';
import type { FinalStatus, NewOrder, Order, OrderStatus } from '../order';
import { asksForTheSame, canBecome, ORDER_STATUSES } from '../order';
import type { Addition, Change, ListQuery, OrderStore, Page, Transition } from '../order-store';
import { Column } from './column';
import { IDENTIFIER_LENGTH, Identifiers } from './identifiers';

const SIDES = ['BUY', 'SELL'] as const;

/**
 * Orders in memory, in columns outside the heap: an order's position is its place in every column,
 * and rises in the order of placing. With its key an order takes some 100 bytes, whatever it is.
 */
export class InMemoryOrderStore implements OrderStore {
  /** Their numbers are the positions of the orders. */
  private readonly ids = new Identifiers();
  private readonly symbols = new Identifiers();
  private readonly symbolNames: string[] = [];
  private readonly keys = new Identifiers();

  private readonly statuses = new Column(Uint8Array);
  private readonly sides = new Column(Uint8Array);
  private readonly quantities = new Column(Float64Array);
  private readonly placedAt = new Column(Float64Array);
  private readonly updatedAt = new Column(Float64Array);
  private readonly symbolOf = new Column(Int32Array);
  /** The order before with the same symbol: one more than its position, 0 if there is none. */
  private readonly previous = new Column(Int32Array);

  /** By symbol: how many orders it has, and one more than the position of the latest. */
  private readonly countOf = new Column(Int32Array);
  private readonly latestOf = new Column(Int32Array);
  /** By key, the position of its order. */
  private readonly positionOf = new Column(Int32Array);
  /** Positions, rising. */
  private readonly byStatus: Record<OrderStatus, number[]> = {
    PENDING: [],
    EXECUTED: [],
    CANCELLED: [],
  };
  private sequence = 0;

  /** @param capacity how many orders it holds at most */
  constructor(private readonly capacity = Infinity) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async add(
    order: Omit<Order, 'orderStatus' | 'updatedAt'>,
    idempotencyKey?: string,
  ): Promise<Addition> {
    const key = idempotencyKey === undefined ? undefined : digestOf(idempotencyKey);
    const known = key && this.keys.find(key);
    if (known !== undefined) return repetition(this.read(this.positionOf.get(known)), order);
    if (this.ids.count >= this.capacity) return { outcome: 'full' };

    const position = this.ids.add(bytesOf(order.orderId));
    this.statuses.set(position, ORDER_STATUSES.indexOf('PENDING'));
    this.sides.set(position, SIDES.indexOf(order.side));
    this.quantities.set(position, order.quantity);
    this.placedAt.set(position, order.placedAt);
    this.updatedAt.set(position, order.placedAt);
    this.byStatus.PENDING.push(position);
    this.chain(position, order.symbol);
    if (key) this.positionOf.set(this.keys.add(key), position);
    return { outcome: 'added', change: this.changed(position, order.orderId) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async transition(
    orderId: string,
    from: OrderStatus,
    to: FinalStatus,
    at: number,
  ): Promise<Transition> {
    const position = this.ids.find(bytesOf(orderId));
    if (position === undefined) return { outcome: 'unknown' };
    if (this.statusOf(position) !== from || !canBecome(from, to)) {
      return { outcome: 'not-in-status', order: this.read(position) };
    }

    this.statuses.set(position, ORDER_STATUSES.indexOf(to));
    this.updatedAt.set(position, Math.max(at, this.placedAt.get(position)));
    remove(this.byStatus[from], position);
    insert(this.byStatus[to], position);
    return { outcome: 'changed', change: this.changed(position, orderId) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async find(orderId: string): Promise<Order | undefined> {
    const position = this.ids.find(bytesOf(orderId));
    return position === undefined ? undefined : this.read(position, orderId);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async list({ limit, ...query }: ListQuery): Promise<Page> {
    const orders: Order[] = [];
    let last: number | undefined;
    for (const position of this.matching(query)) {
      if (orders.length === limit) return { orders, next: last };
      orders.push(this.read(position));
      last = position;
    }
    return { orders };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async count(): Promise<Record<OrderStatus, number>> {
    const { PENDING, EXECUTED, CANCELLED } = this.byStatus;
    return { PENDING: PENDING.length, EXECUTED: EXECUTED.length, CANCELLED: CANCELLED.length };
  }

  /** Puts a new order before those of its symbol. */
  private chain(position: number, symbol: string): void {
    const identifier = symbolBytes(symbol);
    const number = this.symbols.find(identifier) ?? this.symbols.add(identifier);
    this.symbolNames[number] ??= symbol;
    this.symbolOf.set(position, number);
    this.previous.set(position, this.latestOf.get(number));
    this.latestOf.set(number, position + 1);
    this.countOf.set(number, this.countOf.get(number) + 1);
  }

  /** The positions of what a filter lets through, the newest first. */
  private matching(query: Omit<ListQuery, 'limit'>): Iterable<number> {
    const { orderStatus, symbol, before = this.ids.count } = query;
    const number = symbol === undefined ? undefined : this.symbols.find(symbolBytes(symbol));
    if (symbol !== undefined && number === undefined) return [];
    const inStatus = orderStatus && this.byStatus[orderStatus];
    if (number === undefined) return inStatus ? falling(inStatus, before) : countDown(before);
    // The shorter way to those that match both.
    return inStatus && inStatus.length < this.countOf.get(number)
      ? filtered(falling(inStatus, before), (each) => this.symbolOf.get(each) === number)
      : this.ofSymbol(number, before, orderStatus);
  }

  private *ofSymbol(number: number, before: number, orderStatus?: OrderStatus): Generator<number> {
    const isAmong = before < this.ids.count && this.symbolOf.get(before) === number;
    let next = isAmong ? this.previous.get(before) : this.latestOf.get(number);
    for (; next > 0; next = this.previous.get(next - 1)) {
      const position = next - 1;
      if (position >= before) continue;
      if (orderStatus === undefined || this.statusOf(position) === orderStatus) yield position;
    }
  }

  private changed(position: number, orderId: string): Change {
    this.sequence += 1;
    return { sequence: this.sequence, order: this.read(position, orderId) };
  }

  private read(position: number, orderId = textOf(this.ids.read(position))): Order {
    return {
      orderId,
      orderStatus: this.statusOf(position),
      symbol: this.symbolNames[this.symbolOf.get(position)],
      side: SIDES[this.sides.get(position)],
      quantity: this.quantities.get(position),
      placedAt: this.placedAt.get(position),
      updatedAt: this.updatedAt.get(position),
    };
  }

  private statusOf(position: number): OrderStatus {
    return ORDER_STATUSES[this.statuses.get(position)];
  }
}

function repetition(first: Order, again: NewOrder): Addition {
  return asksForTheSame(first, again)
    ? { outcome: 'repeated', order: first }
    : { outcome: 'key-reused' };
}

/** A key can be long; nobody finds two that have the same digest. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, IDENTIFIER_LENGTH);
}

function bytesOf(orderId: string): Buffer {
  return Buffer.from(orderId.replaceAll('-', ''), 'hex');
}

/** A UUID as RFC 9562 writes it. */
function textOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const [low, middle, high] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16)];
  return `${low}-${middle}-${high}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A symbol has 15 characters of ASCII at most (contract, Order). */
function symbolBytes(symbol: string): Buffer {
  const bytes = Buffer.alloc(IDENTIFIER_LENGTH);
  bytes.write(symbol, 'latin1');
  return bytes;
}

function* countDown(before: number): Generator<number> {
  for (let position = before - 1; position >= 0; position--) yield position;
}

/** What is below a value, from the end of a rising array on. */
function* falling(rising: readonly number[], before: number): Generator<number> {
  for (let index = lowerBound(rising, before) - 1; index >= 0; index--) yield rising[index];
}

function* filtered(
  positions: Iterable<number>,
  isWanted: (position: number) => boolean,
): Generator<number> {
  for (const position of positions) if (isWanted(position)) yield position;
}

/** Where in the rising array `value` is, or would have to be inserted. */
function lowerBound(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(rising: number[], value: number): void {
  rising.splice(lowerBound(rising, value), 0, value);
}

function remove(rising: number[], value: number): void {
  rising.splice(lowerBound(rising, value), 1);
}
