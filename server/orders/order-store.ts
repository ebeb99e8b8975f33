import type { FinalStatus, NewOrder, Order, OrderStatus, Side } from './order';
import { asksForTheSame, canBecome } from './order';

/** A change of an order's status. */
export interface Change {
  /** Rises by one with every change, in the order in which the changes were made. */
  readonly sequence: number;
  /** The order as the change left it. */
  readonly order: Order;
}

export type Addition =
  | { readonly outcome: 'added'; readonly change: Change }
  /** The idempotency key belongs to this order, which asks for the same. */
  | { readonly outcome: 'repeated'; readonly order: Order }
  /** The idempotency key belongs to an order that asks for something else. */
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'full' };

export type Transition =
  | { readonly outcome: 'changed'; readonly change: Change }
  /** The order is not in the status that it was to be changed from. */
  | { readonly outcome: 'not-in-status'; readonly order: Order }
  | { readonly outcome: 'unknown' };

export interface ListQuery {
  readonly orderStatus?: OrderStatus;
  readonly symbol?: string;
  readonly limit: number;
  /** Only orders placed before the one in this position. */
  readonly before?: number;
}

export interface Page {
  /** Newest first. */
  readonly orders: readonly Order[];
  /** The `before` of the next page, while there is one. */
  readonly next?: number;
}

/**
 * Where orders are kept: a port, so that a shared store can take the place of the one in memory.
 *
 * It is the one place where changes are put in a row. Each change is atomic together with its
 * sequence number, and is answered only when every reader sees it; the answers come in the order
 * of the changes.
 */
export interface OrderStore {
  /** Inserts the order as PENDING, unless its idempotency key belongs to another already. */
  add(order: Omit<Order, 'orderStatus' | 'updatedAt'>, idempotencyKey?: string): Promise<Addition>;
  /**
   * Compare and set: changes the status if it is still `from`, else changes nothing.
   *
   * @param at when the change happens, in ms since 1970; taken as `placedAt` if it is before that
   */
  transition(orderId: string, from: OrderStatus, to: FinalStatus, at: number): Promise<Transition>;
  find(orderId: string): Promise<Order | undefined>;
  list(query: ListQuery): Promise<Page>;
  count(): Promise<Record<OrderStatus, number>>;
}

/** Positions of the orders that a filter lets through, rising; one array a status. */
type StatusIndex = Record<OrderStatus, number[]>;
interface SymbolIndex {
  readonly symbol: string;
  readonly all: number[];
  readonly byStatus: StatusIndex;
}

/**
 * Orders in memory, in columns: an order's position is its place in every column, and rises in
 * the order of placing. Columns take half the memory of an object an order.
 */
export class InMemoryOrderStore implements OrderStore {
  private readonly ids: string[] = [];
  private readonly statuses: OrderStatus[] = [];
  private readonly symbols: SymbolIndex[] = [];
  private readonly sides: Side[] = [];
  private readonly quantities: number[] = [];
  private readonly placedAt: number[] = [];
  private readonly updatedAt: number[] = [];

  private readonly positionById = new Map<string, number>();
  /** There is none under `undefined`: orders without a key are not repeated. */
  private readonly positionByKey = new Map<string | undefined, number>();
  private readonly byStatus = emptyStatusIndex();
  private readonly bySymbol = new Map<string, SymbolIndex>();
  private sequence = 0;

  /** @param capacity how many orders it holds at most */
  constructor(private readonly capacity = Infinity) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async add(
    order: Omit<Order, 'orderStatus' | 'updatedAt'>,
    idempotencyKey?: string,
  ): Promise<Addition> {
    const known = this.positionByKey.get(idempotencyKey);
    if (known !== undefined) return repetition(this.read(known), order);
    const position = this.ids.length;
    if (position >= this.capacity) return { outcome: 'full' };

    const symbolIndex = this.symbolIndex(order.symbol);
    this.ids.push(order.orderId);
    this.statuses.push('PENDING');
    this.symbols.push(symbolIndex);
    this.sides.push(order.side === 'BUY' ? 'BUY' : 'SELL'); // the shared strings, not the request's
    this.quantities.push(order.quantity);
    this.placedAt.push(order.placedAt);
    this.updatedAt.push(order.placedAt);

    this.positionById.set(order.orderId, position);
    if (idempotencyKey !== undefined) this.positionByKey.set(idempotencyKey, position);
    this.byStatus.PENDING.push(position);
    symbolIndex.all.push(position);
    symbolIndex.byStatus.PENDING.push(position);
    return { outcome: 'added', change: this.changed(position) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async transition(
    orderId: string,
    from: OrderStatus,
    to: FinalStatus,
    at: number,
  ): Promise<Transition> {
    const position = this.positionById.get(orderId);
    if (position === undefined) return { outcome: 'unknown' };
    if (this.statuses[position] !== from || !canBecome(from, to)) {
      return { outcome: 'not-in-status', order: this.read(position) };
    }

    this.statuses[position] = to;
    this.updatedAt[position] = Math.max(at, this.placedAt[position]);
    for (const index of [this.byStatus, this.symbols[position].byStatus]) {
      remove(index[from], position);
      insert(index[to], position);
    }
    return { outcome: 'changed', change: this.changed(position) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async find(orderId: string): Promise<Order | undefined> {
    const position = this.positionById.get(orderId);
    return position === undefined ? undefined : this.read(position);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async list({ orderStatus, symbol, limit, before }: ListQuery): Promise<Page> {
    const end = before ?? this.ids.length;
    const matching = this.matching(orderStatus, symbol);
    const last = matching ? lowerBound(matching, end) : end;
    const first = Math.max(0, last - limit);
    const orders: Order[] = [];
    for (let i = last - 1; i >= first; i--) orders.push(this.read(matching ? matching[i] : i));
    if (first === 0) return { orders };
    return { orders, next: matching ? matching[first] : first };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous
  async count(): Promise<Record<OrderStatus, number>> {
    const { PENDING, EXECUTED, CANCELLED } = this.byStatus;
    return { PENDING: PENDING.length, EXECUTED: EXECUTED.length, CANCELLED: CANCELLED.length };
  }

  /** The positions that a filter lets through; undefined if it lets all through. */
  private matching(orderStatus?: OrderStatus, symbol?: string): number[] | undefined {
    if (symbol === undefined) return orderStatus && this.byStatus[orderStatus];
    const index = this.bySymbol.get(symbol);
    if (!index) return [];
    return orderStatus ? index.byStatus[orderStatus] : index.all;
  }

  private symbolIndex(symbol: string): SymbolIndex {
    let index = this.bySymbol.get(symbol);
    if (!index) {
      index = { symbol, all: [], byStatus: emptyStatusIndex() };
      this.bySymbol.set(symbol, index);
    }
    return index;
  }

  private changed(position: number): Change {
    this.sequence += 1;
    return { sequence: this.sequence, order: this.read(position) };
  }

  private read(position: number): Order {
    return {
      orderId: this.ids[position],
      orderStatus: this.statuses[position],
      symbol: this.symbols[position].symbol,
      side: this.sides[position],
      quantity: this.quantities[position],
      placedAt: this.placedAt[position],
      updatedAt: this.updatedAt[position],
    };
  }
}

function repetition(first: Order, again: NewOrder): Addition {
  return asksForTheSame(first, again)
    ? { outcome: 'repeated', order: first }
    : { outcome: 'key-reused' };
}

function emptyStatusIndex(): StatusIndex {
  return { PENDING: [], EXECUTED: [], CANCELLED: [] };
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
