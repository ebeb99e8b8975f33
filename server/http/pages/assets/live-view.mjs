/** The rows of orders and of events, drawn into the page. */
import { short } from './live-desk.mjs';

const quantities = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
const clock = new Intl.DateTimeFormat('en', {
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  hourCycle: 'h23',
});

/**
 * Rows that keep their place in the page while others come and go, so that one that has the focus
 * or is being read stays what it is.
 */
class Rows {
  #rows = new Map();

  /**
   * @param {Element} parent
   * @param {(item: object) => { element: Element, update?: (item: object, now: number) => void }}
   *   create
   */
  constructor(parent, create) {
    Object.assign(this, { parent, create });
  }

  /** @param {{ key: unknown }[]} items in the order in which they are to be shown */
  draw(items, now) {
    const gone = new Set(this.#rows.keys());
    let place = this.parent.firstElementChild;
    for (const item of items) gone.delete(item.key);
    for (const key of gone) {
      const { element } = this.#rows.get(key);
      if (element === place) place = place.nextElementSibling;
      element.remove();
      this.#rows.delete(key);
    }
    for (const item of items) {
      let row = this.#rows.get(item.key);
      if (!row) this.#rows.set(item.key, (row = this.create(item)));
      row.update?.(item, now);
      if (row.element === place) place = place.nextElementSibling;
      else this.parent.insertBefore(row.element, place);
    }
  }
}

/** @param {(orderId: string) => void} onCancel */
export function orderRows(parent, onCancel) {
  const rows = new Rows(parent, (order) => orderRow(order, onCancel));
  return (orders, now) =>
    rows.draw(
      orders.map((order) => ({ key: order.orderId, ...order })),
      now,
    );
}

export function eventRows(parent) {
  const rows = new Rows(parent, (entry) => ({ element: eventLine(entry) }));
  return (entries) => rows.draw(entries);
}

function orderRow({ orderId, symbol, side, quantity }, onCancel) {
  const line = make('tr');
  const cell = (className, ...content) => {
    const td = make('td', className, ...content);
    line.append(td);
    return td;
  };
  const status = make('span', 'status');
  cell('in-status', status);
  cell('symbol', symbol);
  cell('side', side);
  cell('number quantity', quantities.format(quantity));
  const age = cell('number age');
  const link = make('a', '', short(orderId));
  link.href = `/orders/${encodeURIComponent(orderId)}`;
  link.title = orderId;
  cell('id', link);
  const button = make('button', '', 'Cancel');
  button.setAttribute('aria-label', `Cancel order ${short(orderId)}`);
  button.addEventListener('click', () => onCancel(orderId));
  const action = cell('action', button);
  line.dataset.order = orderId;
  line.dataset.side = side;

  const update = ({ orderStatus, placedAt }, now) => {
    write(age, placedAt === undefined ? '–' : duration(now - placedAt));
    if (status.textContent === orderStatus) return;
    // Only a change is worth a flash, not the first sight of an order.
    line.classList.toggle('changed', status.textContent !== '');
    line.dataset.status = orderStatus;
    status.textContent = orderStatus;
    if (orderStatus === 'PENDING') return;
    const hadFocus = button === document.activeElement;
    action.replaceChildren();
    if (hadFocus) link.focus(); // and not the beginning of the page
  };
  return { element: line, update };
}

function eventLine({ notice, at, sequence, orderId, orderStatus, symbol, side, quantity }) {
  const time = make('time', 'quiet', clock.format(at));
  time.dateTime = new Date(at).toISOString();
  if (notice) return make('li', 'notice', time, ' ', make('span', '', notice));
  const status = make('span', 'status', orderStatus);
  const what = make('span', 'what', `${side} ${quantities.format(quantity)} ${symbol}`);
  const id = make('span', 'id', short(orderId));
  const line = make('li', '', time, ' ', status, ' ', id, ' ', what);
  line.dataset.status = orderStatus;
  line.dataset.order = orderId;
  line.title = `#${sequence} ${orderId}`;
  return line;
}

/** Writes a text unless it is there: that would cost a layout, and speak to a screen reader again. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function make(name, className = '', ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

function duration(milliseconds) {
  // The browser's clock may be a little behind the platform's.
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
