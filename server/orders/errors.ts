import type { FinalStatus } from './order';

/** Why the exchange refuses something. What becomes of it on the wire is decided elsewhere. */
export type RefusalCode =
  'order-unknown' | 'order-not-pending' | 'idempotency-key-reused' | 'platform-full';

/** A refusal by the exchange; its message says what is wrong with this very request. */
export class OrderRefusal extends Error {
  /** @param orderStatus what the order is instead of pending, for `order-not-pending` only */
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly orderStatus?: FinalStatus,
  ) {
    super(message);
    this.name = 'OrderRefusal';
  }
}
