import type { Order, OrderStatusEvent } from '../../support/contract/types';
import { inOneLine, textFor } from '../../support/contract/visible';
import type { Confirmation } from './connections/connection';

const statuses: readonly unknown[] = ['PENDING', 'EXECUTED', 'CANCELLED'];
const longestShown = 200;

/** Whether something that came is an event, as far as it is shown and counted. */
export function isEvent(value: unknown): value is OrderStatusEvent {
  return (
    isObject(value) &&
    Number.isSafeInteger(value.sequence) &&
    isTime(value.occurredAt) &&
    isAboutOrder(value)
  );
}

/** Whether something that was read is an order, as far as it is shown and compared. */
export function isOrder(value: unknown): value is Order {
  return isObject(value) && isTime(value.updatedAt) && isAboutOrder(value);
}

/** Whether something says that a subscription holds, and from where on. */
export function isConfirmation(value: unknown): value is Confirmation {
  return (
    isObject(value) &&
    Number.isSafeInteger(value.sequence) &&
    (value.order === undefined || isOrder(value.order)) &&
    (value.epoch === undefined || typeof value.epoch === 'string')
  );
}

/** The beginning of something that makes no sense. */
export function beginningOf(value: unknown): string {
  const text = textFor(value);
  const shown = inOneLine(text.slice(0, longestShown));
  return text.length > longestShown ? `${shown}…` : shown;
}

function isAboutOrder({ orderId, orderStatus }: Record<string, unknown>): boolean {
  return typeof orderId === 'string' && statuses.includes(orderStatus);
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
