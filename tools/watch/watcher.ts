import { setTimeout as pause } from 'node:timers/promises';
import type { Order, OrderStatus, OrderStatusEvent } from '../../support/contract/types';
import type { Access } from '../../support/platform/access';
import type { Connect } from './connections/connection';
import { beginningOf, isConfirmation, isEvent, isOrder } from './messages';
import { Position } from './position';
import { Shown } from './shown';

const retry = { first: 500, most: 3_000 };

/** As many orders as a platform gives at once. */
const mostRead = 1_000;

export interface Watched {
  access: Access;
  /** The one order to watch; undefined for all. */
  orderId?: string | undefined;
  connect: Connect;
  /** The JSON at a path of the platform. @throws Error in words */
  read: (path: string, signal: AbortSignal) => Promise<unknown>;
  onEvent: (event: OrderStatusEvent) => void;
  /** An order as it was read after a gap, where no event has shown it so. */
  onOrder: (order: Order) => void;
  /** Something about the connection, or about what was missed. */
  onNotice: (text: string) => void;
}

/** How the watching ended: by itself, or because the platform refused it, for this reason. */
export type Outcome = { refusal?: string };

/**
 * Follows the events of all orders, or of one, through losses of the connection and restarts of
 * the platform, for as long as there can be more of them. It says after each loss whether anything
 * was missed, and reads the orders again if so.
 */
export class Watcher {
  /** Settles when no event can come any more. */
  readonly ended: Promise<Outcome>;
  private end: (outcome: Outcome) => void = () => undefined;
  private readonly position = new Position();
  private readonly shown = new Shown();
  private close: () => void = () => undefined;
  private readonly stopping = new AbortController();
  private attempts = 0;
  private complaint = '';
  /** Whether what became of the missed events has been said since the last loss. */
  private hasSaid = true;
  /** The last change that was shown before a gap, until the orders have been read again. */
  private gapAfter: number | undefined;
  private gaps = 0;
  private isReading = false;

  constructor(private readonly watched: Watched) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.connect();
  }

  /** Watches no longer. */
  stop(outcome: Outcome = {}): void {
    this.stopping.abort();
    this.close();
    this.end(outcome);
  }

  private connect(): void {
    if (this.stopping.signal.aborted) return;
    const { access, orderId, connect } = this.watched;
    const { since } = this.position;
    const subscription = { ...(orderId && { orderId }), ...(since && { since }) };
    this.close = connect(access, subscription, {
      subscribed: (confirmation) => this.subscribed(confirmation),
      event: (event) => this.receive(event),
      lost: (complaint) => this.lost(complaint),
      refused: (reason) => this.stop({ refusal: reason }),
    });
  }

  private subscribed(confirmation: unknown): void {
    const { onNotice } = this.watched;
    if (!isConfirmation(confirmation)) {
      this.close();
      this.lost(`The subscription is answered with ${beginningOf(confirmation)}`);
      return;
    }
    const verdict = this.position.confirm(confirmation);
    this.attempts = 0;
    this.complaint = '';
    if (verdict === 'begun') onNotice(this.beginning(confirmation.order));
    else if (verdict !== 'complete') {
      const why = verdict === 'restarted' ? ', since the platform was restarted' : '';
      onNotice(`There is a gap${why}: reading the orders again …`);
      this.gapAfter ??= this.shown.upTo;
      this.gaps += 1;
    }
    this.hasSaid = verdict !== 'complete';
    this.settle();
    // No event can tell of its end any more, unless one that was missed does.
    if (verdict === 'begun' || verdict === 'complete') this.endWith(confirmation.order);
  }

  private receive(event: unknown): void {
    if (!isEvent(event)) {
      this.watched.onNotice(`What came is no event: ${beginningOf(event)}`);
      return;
    }
    this.shown.add(event.orderId, event.orderStatus, event.occurredAt);
    this.watched.onEvent(event);
    this.position.count(event);
    this.settle();
    this.endWith(event);
  }

  /** Says that nothing was missed, or reads the orders again, once the missed events have come. */
  private settle(): void {
    if (!this.position.isCaughtUp) return;
    if (this.gapAfter !== undefined) void this.readAgain();
    else if (!this.hasSaid) {
      const { caughtUp } = this.position;
      const many = caughtUp === 1 ? '1 event was caught up' : `${caughtUp} events were caught up`;
      this.watched.onNotice(`Back, nothing was missed${caughtUp > 0 ? `: ${many}` : ''}.`);
    }
    this.hasSaid = true;
  }

  private async readAgain(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    const orders = await this.orders();
    this.isReading = false;
    if (this.stopping.signal.aborted) return;
    const news = this.shown.news(orders, this.gapAfter ?? 0);
    this.gapAfter = undefined;
    for (const order of news) {
      this.shown.add(order.orderId, order.orderStatus, order.updatedAt);
      this.watched.onOrder(order);
    }
    this.watched.onNotice(readWords(orders.length, news.length));
    this.endWith(orders[0]);
  }

  /** The orders as they stand after the latest gap; none if the watching ends first. */
  private async orders(): Promise<Order[]> {
    const { orderId, read, onNotice } = this.watched;
    const { signal } = this.stopping;
    const path = orderId === undefined ? `/orders?limit=${mostRead}` : `/orders/${orderId}`;
    let complaint = '';
    while (!signal.aborted) {
      const { gaps } = this;
      try {
        const answer = [await read(path, signal)].flat();
        if (!answer.every(isOrder)) throw new Error(`What was read is no order: ${beginningOf(answer)}`); // prettier-ignore
        if (gaps === this.gaps) return answer;
      } catch (error) {
        const { message } = error as Error;
        if (message !== complaint && !signal.aborted) onNotice(`${message}; trying again …`);
        complaint = message;
        await this.wait(retry.first);
      }
    }
    return [];
  }

  /** Says what is wrong once, however often it is tried again. */
  private lost(complaint: string): void {
    this.position.lose();
    if (complaint !== this.complaint) this.watched.onNotice(`${complaint}; trying again …`);
    this.complaint = complaint;
    this.attempts += 1;
    void this.wait(Math.min(retry.first * this.attempts, retry.most)).then(() => this.connect());
  }

  /** Waits, and no longer than there is something to watch. */
  private async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Ends if this is the one order that is watched and no event of it can come any more. */
  private endWith(order: { orderStatus: OrderStatus } | undefined): void {
    if (this.watched.orderId === undefined || order === undefined) return;
    if (order.orderStatus !== 'PENDING' && this.position.isCaughtUp) this.stop();
  }

  private beginning(order: Order | undefined): string {
    const { access, orderId } = this.watched;
    const url = access.baseUrl;
    if (orderId === undefined) return `Watching at ${url} all orders.`;
    const status = order?.orderStatus ?? 'PENDING';
    const end = status === 'PENDING' ? '' : ', and no event will follow';
    return `Watching at ${url} order ${orderId}, which is ${status}${end}.`;
  }
}

function readWords(orders: number, news: number): string {
  const read = orders === mostRead ? `The latest ${mostRead} orders were` : 'The orders were';
  const changed = news === 0 ? 'no order' : news === 1 ? '1 order' : `${news} orders`;
  return `${read} read again: ${changed} had changed unseen.`;
}
