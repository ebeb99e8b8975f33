// Made from server/contract/openapi.yaml and asyncapi.yaml by "npm run contract:types". Do not edit.

/**
 * Given by the platform
 */
export type OrderId = string;
export type OrderStatus = 'PENDING' | 'EXECUTED' | 'CANCELLED';
export type Side = 'BUY' | 'SELL';
export type Symbol = string;
/**
 * Kept as sent, never rounded
 */
export type Quantity = number;
/**
 * RFC 3339, UTC, milliseconds
 */
export type Timestamp = string;
/**
 * `orders`, or `order:{orderId}`
 */
export type Room = string;
/**
 * Rises by at least one with every event, across all orders
 */
export type Sequence = number;
/**
 * Opaque; the same as long as the sequence goes on
 */
export type Epoch = string;
export type SubscribeAnswer = Subscribed | Refused;
export type UnsubscribeAnswer = Unsubscribed | Refused;

/**
 * The last event that a client has had, or the `epoch` and `sequence` of an answer
 */
export interface Since {
  epoch: Epoch;
  sequence: Sequence;
}
/**
 * Whose events, and after which; no argument at all is the same as `{}`
 */
export interface Subscription {
  orderId?: OrderId;
  since?: Since;
}
/**
 * Whose events no longer; no argument at all is the same as `{}`
 */
export interface Unsubscription {
  orderId?: OrderId;
}
/**
 * Whose events, and after which; `since` and `epoch` come together
 */
export interface FeedQuery {
  orderId?: OrderId;
  since?: Sequence;
  epoch?: Epoch;
}
export interface Order {
  orderId: OrderId;
  orderStatus: OrderStatus;
  symbol: Symbol;
  side: Side;
  quantity: Quantity;
  placedAt: Timestamp;
  updatedAt: Timestamp;
}
export interface Subscribed {
  ok: true;
  room: Room;
  epoch: Epoch;
  /**
   * The last event before the subscription; the room's next is a later one, those that were
   * missed excepted
   *
   */
  sequence: Sequence;
  /**
   * The order as it stands, when the subscription is to one order
   */
  order?: Order;
  /**
   * How many missed events come first, where `since` asked for them
   */
  replayed?: number;
  /**
   * Whether they are all that was missed; false where the platform has not kept all
   */
  complete?: boolean;
}
export interface Unsubscribed {
  ok: true;
  room: Room;
}
export interface Refused {
  ok: false;
  /**
   * Why, naming the field
   */
  error: string;
}
export interface OrderStatusEvent {
  sequence: Sequence;
  orderId: OrderId;
  orderStatus: OrderStatus;
  symbol: Symbol;
  side: Side;
  quantity: Quantity;
  /**
   * When the status changed
   */
  occurredAt: Timestamp;
}
export interface SubscribedFrame {
  type: 'subscribed';
  room: Room;
  epoch: Epoch;
  sequence: Sequence;
  order?: Order;
  replayed?: number;
  complete?: boolean;
}
export interface OrderStatusFrame {
  type: 'order:status';
  sequence: Sequence;
  orderId: OrderId;
  orderStatus: OrderStatus;
  symbol: Symbol;
  side: Side;
  quantity: Quantity;
  occurredAt: Timestamp;
}
export interface NewOrder {
  symbol: Symbol;
  side: Side;
  quantity: Quantity;
}
/**
 * A problem document (RFC 9457), which may have more members
 */
export interface Problem {
  /**
   * Identifies the kind of problem
   */
  type: string;
  /**
   * The kind of problem in a few words
   */
  title: string;
  /**
   * The status code of the response
   */
  status: number;
  /**
   * What is wrong with this very request
   */
  detail?: string;
  instance?: string;
}
/**
 * The problem document of an invalid request
 */
export interface InvalidRequest {
  type: string;
  title: string;
  status: 400;
  detail?: string;
  instance?: string;
  /**
   * @minItems 1
   */
  errors: InputFault[];
}
/**
 * One fault of a request
 */
export interface InputFault {
  /**
   * Where the fault is, such as `/body/quantity`
   */
  path: string;
  /**
   * What is wrong there
   */
  message: string;
}
/**
 * The problem document of a cancel that came too late
 */
export interface OrderConflict {
  type: string;
  title: string;
  status: 409;
  detail?: string;
  instance?: string;
  /**
   * What the order is instead of pending
   */
  orderStatus: 'EXECUTED' | 'CANCELLED';
}
export interface Health {
  status: 'ok';
  version: string;
  uptimeSeconds: number;
  /**
   * How many orders are in each status
   */
  orders: {
    PENDING: number;
    EXECUTED: number;
    CANCELLED: number;
  };
  /**
   * How many connected clients have asked for order events
   */
  subscribers: number;
}
