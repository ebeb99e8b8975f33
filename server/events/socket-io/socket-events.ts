import type { OrderStatusEvent, SubscribeAnswer, UnsubscribeAnswer } from '../../contract/types';

/** From clients. What they really send is anybody's guess, so arguments are checked first. */
export interface ClientEvents {
  subscribe(...args: unknown[]): void;
  unsubscribe(...args: unknown[]): void;
}

/** To clients. */
export interface ServerEvents {
  /** @param offset how far a client has come that has had the event, for recovery */
  'order:status'(event: OrderStatusEvent, offset: string): void;
}

export type Answer = SubscribeAnswer | UnsubscribeAnswer;
