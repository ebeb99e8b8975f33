import type { OrderStatusEvent, SubscribeAnswer, UnsubscribeAnswer } from '../contract/types';

/** From clients. What they really send is anybody's guess, so arguments are checked first. */
export interface ClientEvents {
  subscribe(...args: unknown[]): void;
  unsubscribe(...args: unknown[]): void;
}

/** To clients. */
export interface ServerEvents {
  'order:status'(event: OrderStatusEvent): void;
}

export type Answer = SubscribeAnswer | UnsubscribeAnswer;
