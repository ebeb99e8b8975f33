import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { listen } from './listen';
import { eventOf, executed, pendingOrder } from './order';
import type { Order } from './order';

/**
 * The same with nothing but node:http and ws: about the least that a platform in Node can cost.
 * Whoever connects is a subscriber.
 */
const server = http.createServer((req, res) => {
  void readJson(req).then((body) => {
    const order = pendingOrder(body);
    orders.set(order.orderId, order);
    tell(order);
    setTimeout(() => {
      const final = executed(order);
      orders.set(order.orderId, final);
      tell(final);
    }, 0);
    const json = JSON.stringify(order);
    res.writeHead(201, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(json),
      Location: `/orders/${order.orderId}`,
    });
    res.end(json);
  });
});
const sockets = new WebSocketServer({ server });
const orders = new Map<string, Order>();

function tell(order: Order): void {
  const message = JSON.stringify(eventOf(order));
  for (const client of sockets.clients) client.send(message);
}

function readJson(req: IncomingMessage): Promise<Order> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as Order));
    req.on('error', reject);
  });
}

listen(server);
