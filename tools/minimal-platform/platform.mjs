// A whole platform with nothing but Node and `ws`, as an example for whoever has a server of their
// own, in any language. It keeps the clauses of the contract's capabilities `core` and `websocket`
// and claims no other: no delays and controls, no pages of the list, no keys, no health, no problem
// documents, no Socket.IO, no replay. PORT says where it listens (3000; 0 for a free one).
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';

/** All orders by their identifiers, the oldest first. */
const orders = new Map();
/** Tells the numbers of these events from those before a restart. */
const epoch = randomUUID();
let [sequence, latest] = [0, 0];

/** The time in RFC 3339, which never goes back, whatever is done to the clock. */
function now() {
  latest = Math.max(latest, Date.now());
  return new Date(latest).toISOString();
}

function place({ symbol, side, quantity }) {
  const placedAt = now();
  const orderId = randomUUID();
  setTimeout(() => change(orderId, 'EXECUTED'), 1500 + Math.random() * 1000);
  const orderStatus = 'PENDING';
  return keep({ orderId, orderStatus, symbol, side, quantity, placedAt, updatedAt: placedAt });
}

/** Only a PENDING order becomes something else, so that a cancel and an execution never both win. */
function change(orderId, orderStatus) {
  const order = found(orderId);
  if (order.orderStatus !== 'PENDING') return false;
  keep({ ...order, orderStatus, updatedAt: now() });
  return true;
}

/** Keeps the order before anybody is told: nobody hears of what cannot be looked up yet. */
function keep(order) {
  orders.set(order.orderId, order);
  announce(order);
  return order;
}

function found(orderId) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(orderId))
    throw refusal(400, `orderId: "${orderId}" is not a UUID`);
  const order = orders.get(orderId.toLowerCase());
  if (!order) throw refusal(404, `orderId: there is no order ${orderId}`);
  return order;
}

/** What is wrong with a request: the status of the answer, and a message that names the field. */
function refusal(status, message) {
  return Object.assign(new Error(message), { status });
}

/** By the name of a field its type, whether a value makes sense, and what would. */
const fields = {
  symbol: ['string', (value) => /^[A-Z][A-Z0-9./-]{0,14}$/.test(value), 'such as "EURUSD"'],
  side: ['string', (value) => value === 'BUY' || value === 'SELL', '"BUY" or "SELL"'],
  quantity: ['number', (value) => value > 0 && value <= 1e9, 'above 0, up to 1000000000'],
};

/** The order in the body of a request. */
function orderIn(body) {
  let order;
  try {
    order = JSON.parse(body);
  } catch (error) {
    throw refusal(400, `the body is not JSON: ${error.message}`);
  }
  if (typeof order !== 'object' || order === null) throw refusal(400, 'the body is no object');
  for (const name of Object.keys(order))
    if (!Object.hasOwn(fields, name)) throw refusal(400, `${name} is no field of an order`);
  for (const [name, [type, makesSense, words]] of Object.entries(fields))
    if (typeof order[name] !== type || !makesSense(order[name]))
      throw refusal(400, `${name} has to be a ${type}, ${words}`);
  refuseLosses(body, order);
  return order;
}

/** Refuses what JSON.parse passes over: a field that is given twice, a number that it rounds. */
function refuseLosses(body, { quantity }) {
  const tokens = body.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g);
  if (tokens.length !== '{n:v,n:v,n:v}'.length) throw refusal(400, 'a field is given twice');
  const written = tokens.find((token) => /^[-\d]/.test(token));
  if (digitsOf(written) !== digitsOf(String(quantity)))
    throw refusal(400, 'quantity has more digits than can be kept');
}

/** The significant digits of a number, without the zeros at both ends. */
function digitsOf(number) {
  return number.replace(/e.*$|\./gi, '').replace(/^0+|0+$/g, '');
}

/** The path and the query of a request, which may say the whole address (RFC 9112, 3.2.2). */
function targetOf({ url }) {
  const [path, query = ''] = url.replace(/^https?:\/\/[^/?]*/, '').split('?');
  return { path, query };
}

/** @returns status, body and headers of the answer */
async function answerTo(request) {
  const { path } = targetOf(request);
  const [, orderId] = /^\/orders\/([^/]+)$/.exec(path) ?? [];
  switch (`${request.method} ${orderId === undefined ? path : '/orders/{orderId}'}`) {
    case 'GET /orders':
      return [200, [...orders.values()].reverse()];
    case 'POST /orders': {
      const order = place(orderIn(await text(request)));
      return [201, order, { Location: `orders/${order.orderId}` }];
    }
    case 'GET /orders/{orderId}':
      return [200, found(orderId)];
    case 'DELETE /orders/{orderId}':
      if (change(orderId, 'CANCELLED')) return [204];
      throw refusal(409, `the order is ${found(orderId).orderStatus}`);
    default:
      throw refusal(404, `there is no ${request.method} ${path}`);
  }
}

const server = http.createServer((request, response) => {
  answerTo(request)
    .catch(({ status = 500, message }) => [status, { message }])
    .then(([status, body, headers]) => {
      const type = body && { 'Content-Type': 'application/json' };
      response.writeHead(status, { ...type, ...headers });
      response.end(body && JSON.stringify(body));
    });
});

// A frame over 64 KiB closes the connection with 1009; any other that a client sends is ignored.
const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });

function announce({ orderId, orderStatus, symbol, side, quantity, updatedAt: occurredAt }) {
  sequence += 1;
  const event = { sequence, orderId, orderStatus, symbol, side, quantity, occurredAt };
  const frame = JSON.stringify({ type: 'order:status', ...event });
  for (const client of sockets.clients) {
    if (client.orderId !== undefined && client.orderId !== orderId) continue;
    if (client.bufferedAmount < 16e6) client.send(frame);
    else client.terminate(); // what waits for one that does not read would fill the memory
  }
}

const isRepeated = (each, index, all) => all.indexOf(each) < index;

/** Lets a client in that asks for something which makes sense, and tells it so first. */
function welcome(request, socket, head) {
  const { path, query } = targetOf(request);
  if (path !== '/ws') throw refusal(404, `there is no WebSocket at ${path}`);
  const asked = [...new URLSearchParams(query)];
  const { orderId, since, epoch: of, ...others } = Object.fromEntries(asked);
  const [wrong] = [...Object.keys(others), ...asked.map(([name]) => name).filter(isRepeated)];
  if (wrong !== undefined) throw refusal(400, `${wrong} is unknown, or given twice`);
  const isNumber = /^\d+$/.test(since) && Number.isSafeInteger(Number(since));
  if ((since ?? of) !== undefined && !(isNumber && of))
    throw refusal(400, 'since has to be the sequence of an event, beside its epoch');
  const order = orderId === undefined ? undefined : found(orderId);
  const room = order ? `order:${order.orderId}` : 'orders';
  // No event is kept: whoever asks for earlier ones is told that there is a gap.
  const missed = since !== undefined && { replayed: 0, complete: false };
  sockets.handleUpgrade(request, socket, head, (client) => {
    Object.assign(client, { orderId: order?.orderId, answers: true });
    client.on('pong', () => (client.answers = true)).on('error', () => client.terminate());
    client.send(JSON.stringify({ type: 'subscribed', room, epoch, sequence, order, ...missed }));
  });
}

server.on('upgrade', (request, socket, head) => {
  socket.on('error', () => socket.destroy());
  try {
    welcome(request, socket, head);
  } catch ({ status = 500, message }) {
    const line = `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}`;
    const headers = 'Content-Type: application/json\r\nConnection: close';
    socket.end(`${line}\r\n${headers}\r\n\r\n${JSON.stringify({ message })}`);
  }
});

setInterval(() => {
  for (const client of sockets.clients) {
    if (client.answers) client.ping();
    else client.terminate();
    client.answers = false;
  }
}, 25_000).unref();

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const client of sockets.clients) client.close(1001, 'the platform stops');
    server.close();
    setTimeout(() => process.exit(), 1000).unref();
  });
