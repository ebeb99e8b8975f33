import { io, type Socket } from 'socket.io-client';
import type {
  Order,
  OrderStatus,
  OrderStatusEvent,
  SubscribeAnswer,
} from '../../support/contract/types';
import { deadlines } from '../../support/run/settings/deadlines';

const retry = { reconnectionDelay: 500, reconnectionDelayMax: 3_000 };

export interface Watched {
  url: string;
  /** The one order to watch; undefined for all. */
  orderId?: string | undefined;
  onEvent: (event: OrderStatusEvent) => void;
  /** Something about the connection, or about what may have been missed. */
  onNotice: (text: string) => void;
}

/** How the watching ended: by itself, or because the platform refused it, for this reason. */
export type Outcome = { refusal?: string };

/**
 * Follows the events of all orders, or of one, through losses of the connection and restarts of
 * the platform, for as long as there can be more of them.
 */
export class Watcher {
  /** Settles when no event can come any more. */
  readonly ended: Promise<Outcome>;
  private readonly socket: Socket;
  private end: (outcome: Outcome) => void = () => undefined;
  /** The last event that is accounted for; undefined before the first subscription. */
  private lastSequence: number | undefined;
  private complaint = '';

  constructor(private readonly watched: Watched) {
    const { origin, pathname } = new URL(watched.url);
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.socket = io(origin, {
      path: `${pathname.replace(/\/$/, '')}/socket.io`,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      forceNew: true,
      timeout: deadlines.connection,
      ...retry,
    });
    this.socket.on('connect', () => void this.connected());
    // Recovery appends the offset to every event: only the first argument is the payload.
    this.socket.on('order:status', (event: OrderStatusEvent) => this.receive(event));
    this.socket.on('disconnect', (reason) => this.lost(`Connection lost (${reason})`));
    this.socket.on('connect_error', () => this.lost(`${watched.url} does not answer`));
  }

  /** Watches no longer. */
  stop(): void {
    this.socket.off().disconnect();
    this.end({});
  }

  private async connected(): Promise<void> {
    this.complaint = '';
    if (this.socket.recovered && this.lastSequence !== undefined) {
      this.watched.onNotice('The connection is back; nothing was missed.');
      return;
    }
    const { orderId } = this.watched;
    const answer = await this.subscribe(orderId === undefined ? {} : { orderId });
    if (answer === undefined) return;
    if (!answer.ok) {
      this.socket.off().disconnect();
      this.end({ refusal: answer.error });
      return;
    }
    this.watched.onNotice(this.describe(answer.sequence, answer.order));
    this.lastSequence = answer.sequence;
    if (isFinal(answer.order)) this.stop();
  }

  /** @returns undefined where the connection was lost over it, which is being mended already */
  private async subscribe(payload: object): Promise<SubscribeAnswer | undefined> {
    try {
      const asked = this.socket.timeout(deadlines.event).emitWithAck('subscribe', payload);
      return (await asked) as SubscribeAnswer;
    } catch {
      if (!this.socket.connected) return undefined;
      this.lost('The platform does not answer the subscription');
      this.socket.disconnect().connect();
      return undefined;
    }
  }

  private receive(event: OrderStatusEvent): void {
    this.lastSequence = event.sequence;
    this.watched.onEvent(event);
    const { orderId } = this.watched;
    if (event.orderId === orderId && isFinal(event)) this.stop();
  }

  /** Says what is wrong once, however often it is tried again. */
  private lost(complaint: string): void {
    if (complaint !== this.complaint) this.watched.onNotice(`${complaint}; trying again …`);
    this.complaint = complaint;
    // Where the platform itself ended the connection, the client does not try again by itself.
    if (!this.socket.active) setTimeout(() => this.socket.connect(), retry.reconnectionDelay);
  }

  private describe(sequence: number, order: Order | undefined): string {
    const { url, orderId } = this.watched;
    const what = orderId === undefined ? 'all orders' : `order ${orderId}`;
    const end = isFinal(order) ? ', and no event will follow' : '';
    const status = order === undefined ? '' : `, which is ${order.orderStatus}${end}`;
    const last = this.lastSequence;
    if (last === undefined) return `Watching at ${url} ${what}${status}.`;
    if (sequence < last) return `The platform was restarted; watching ${what} again${status}.`;
    const missed =
      sequence === last
        ? 'nothing was missed'
        : `#${last + 1} to #${sequence} may have been missed`;
    return `Connected again, ${missed}; watching ${what}${status}.`;
  }
}

function isFinal(order: { orderStatus: OrderStatus } | undefined): boolean {
  return order !== undefined && order.orderStatus !== 'PENDING';
}
