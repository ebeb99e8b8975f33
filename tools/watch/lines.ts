import { styleText } from 'node:util';
import { inOneLine, textFor, visible } from '../../support/contract/visible';
import type { Order, OrderStatus, OrderStatusEvent } from '../../support/contract/types';

const colours = { PENDING: 'yellow', EXECUTED: 'green', CANCELLED: 'red' } as const;
const widest = { status: 'CANCELLED'.length, sequence: 7, side: 'SELL'.length, what: 24 };

/** An event in a line for people; the time is this machine's. */
export function eventLine(event: OrderStatusEvent, coloured: boolean): string {
  return line(event, { at: event.occurredAt, number: `#${event.sequence}` }, coloured);
}

/** An order as it was read: the same line without the number that only events have. */
export function orderLine(order: Order, coloured: boolean): string {
  return line(order, { at: order.updatedAt, number: '' }, coloured);
}

function line(
  { orderId, orderStatus, side, quantity, symbol }: Order | OrderStatusEvent,
  { at, number }: { at: string; number: string },
  coloured: boolean,
): string {
  return [
    clock(new Date(at)),
    number.padStart(widest.sequence),
    paint(orderStatus, coloured),
    inOneLine(textFor(side)).padEnd(widest.side),
    inOneLine(`${textFor(quantity)} ${textFor(symbol)}`).padEnd(widest.what),
    inOneLine(orderId),
  ].join('  ');
}

/** An event or an order for other programs: what cannot be seen is escaped, and means the same. */
export function jsonLine(value: Order | OrderStatusEvent): string {
  return visible(JSON.stringify(value));
}

/** Why the platform refuses, in its words. */
export function refusalLine(reason: string): string {
  return `The platform refuses: ${inOneLine(reason)}`;
}

/** Something about the connection, marked off from events. */
export function noticeLine(text: string, now = new Date()): string {
  return `${clock(now)}  -- ${inOneLine(text)}`;
}

function paint(status: OrderStatus, coloured: boolean): string {
  const text = status.padEnd(widest.status);
  // Whether the terminal can is known already: the newer Nodes would look again.
  return coloured ? styleText(colours[status], text, { validateStream: false }) : text;
}

function clock(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const parts = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two);
  return `${parts.join(':')}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
