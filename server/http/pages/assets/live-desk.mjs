/** Places and cancels orders over REST, and says in words what became of it. */

/**
 * @typedef {{ message: string, faults: Record<string, string> }} Outcome
 *   `faults` says, by the name of a form's field, what the platform has against it
 */

const UNKNOWN =
  'The platform has not answered: whether the order was placed is unknown. It appears in the list if it was.';

/** Members of a fault's path, and the fields of the form that they are about. */
const FIELDS = {
  symbol: 'symbol',
  side: 'side',
  quantity: 'quantity',
  'x-execution-delay-ms': 'delay',
};

/** Places an order as it was typed in: whether it is valid is for the platform to say. */
export async function place({ symbol, side, quantity, delay }) {
  const headers = { 'Content-Type': 'application/json' };
  if (delay !== '') headers['X-Execution-Delay-Ms'] = delay;
  const body = orderText({ symbol, side, quantity });
  const answer = await ask('/orders', { method: 'POST', headers, body });
  if (answer.status === 0) return { message: UNKNOWN, faults: {} };
  if (!answer.ok) return refusal('The order was refused', answer);
  const { orderId, orderStatus } = answer.body;
  return { message: `Order ${short(orderId)} was placed: ${orderStatus}.`, faults: {} };
}

export async function cancel(orderId) {
  const answer = await ask(`/orders/${encodeURIComponent(orderId)}`, { method: 'DELETE' });
  return answer.ok
    ? { message: `Order ${short(orderId)} was cancelled.`, faults: {} }
    : refusal(`Order ${short(orderId)} was not cancelled`, answer);
}

/** The beginning of an identifier, enough for people to tell orders apart. */
export function short(orderId) {
  return orderId.slice(0, 8);
}

/** The JSON at a path. @throws Error in words */
export async function read(path) {
  const answer = await ask(path);
  if (answer.ok) return answer.body;
  throw new Error(`${path} was answered with ${answer.status || 'nothing'}`);
}

/**
 * An order as JSON: a quantity that is a number goes as it was typed, since to read it could round it;
 * any other text goes as a text, and what was left open does not go at all.
 */
function orderText({ symbol, side, quantity }) {
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(quantity);
  const members = [
    symbol && `"symbol":${JSON.stringify(symbol)}`,
    `"side":${JSON.stringify(side)}`,
    quantity && `"quantity":${isNumber ? quantity : JSON.stringify(quantity)}`,
  ];
  return `{${members.filter(Boolean).join(',')}}`;
}

async function ask(path, options = {}) {
  try {
    const signal = AbortSignal.timeout(10_000);
    const response = await fetch(path, { cache: 'no-store', signal, ...options });
    const text = await response.text();
    const body = text === '' ? undefined : JSON.parse(text);
    return { ok: response.ok, status: response.status, body };
  } catch {
    return { ok: false, status: 0, body: undefined };
  }
}

function refusal(what, { status, body }) {
  if (status === 0) return { message: `${what}: the platform does not answer.`, faults: {} };
  const faults = {};
  const reasons = [];
  for (const { path, message } of body?.errors ?? []) {
    const member = path.split('/').pop();
    const field = FIELDS[member.toLowerCase()];
    if (field) faults[field] = message;
    reasons.push(`${field ? member : path} ${message}`);
  }
  const why = reasons.join('; ') || body?.title || 'no reason was given';
  const now = body?.orderStatus ? `: it is ${body.orderStatus}` : '';
  return { message: `${what} (${status}): ${why}${now}.`, faults };
}
