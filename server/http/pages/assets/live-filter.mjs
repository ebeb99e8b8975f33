/**
 * Which orders and events the page shows. No page in here.
 *
 * @typedef {{ status: string, symbol: string, text: string }} Filter each empty where it does not
 *   matter: an exact status, the beginning of a symbol, words that all have to occur somewhere
 */
export const NO_FILTER = { status: '', symbol: '', text: '' };

/** A function that tells whether an order, or an event, has this symbol and these words. */
export function matcher({ symbol, text }) {
  const beginning = symbol.trim().toUpperCase();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (order) =>
    order.symbol.startsWith(beginning) &&
    (words.length === 0 || words.every((word) => textOf(order).includes(word)));
}

function textOf({ orderId, orderStatus, symbol, side, quantity }) {
  return `${orderId} ${orderStatus} ${symbol} ${side} ${quantity}`.toLowerCase();
}

/** What to show, and how many orders there are of each status and in all, by status and ''. */
export function filtered(orders, filter) {
  const matches = orders.filter(matcher(filter));
  const counts = { '': matches.length, PENDING: 0, EXECUTED: 0, CANCELLED: 0 };
  for (const { orderStatus } of matches) counts[orderStatus] += 1;
  const { status } = filter;
  return { counts, shown: status ? matches.filter((one) => one.orderStatus === status) : matches };
}

/** The filter that an address asks for, such as `?symbol=EUR&status=PENDING`. */
export function filterOf(search) {
  const asked = new URLSearchParams(search);
  const given = Object.keys(NO_FILTER).map((name) => [name, asked.get(name) ?? '']);
  return { ...NO_FILTER, ...Object.fromEntries(given) };
}

/** The end of an address that asks for this filter; empty where nothing is left out. */
export function searchOf(filter) {
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return search.size > 0 ? `?${search}` : '';
}
