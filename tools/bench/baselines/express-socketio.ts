import http from 'node:http';
import express from 'express';
import { Server } from 'socket.io';
import { listen } from './listen';
import { eventOf, executed, pendingOrder } from './order';
import type { Order } from './order';

/**
 * The least that takes orders and tells of them with Express and Socket.IO, as their own
 * documentation begins: settings as they come, nothing validated, nothing logged, no delays.
 * With --recovery it keeps what it has sent for two minutes, by Socket.IO's own means.
 */
const app = express();
const server = http.createServer(app);
const io = new Server(
  server,
  process.argv.includes('--recovery') ? { connectionStateRecovery: {} } : {},
);
const orders = new Map<string, Order>();

const tell = (order: Order) => io.to('orders').emit('order:status', eventOf(order));

io.on('connection', (socket) => {
  socket.on('subscribe', async (acknowledge: (answer: object) => void) => {
    await socket.join('orders');
    acknowledge({ ok: true });
  });
});

app.use(express.json());

app.post('/orders', (req, res) => {
  const order = pendingOrder(req.body as Order);
  orders.set(order.orderId, order);
  tell(order);
  setTimeout(() => {
    const final = executed(order);
    orders.set(order.orderId, final);
    tell(final);
  }, 0);
  res.status(201).location(`/orders/${order.orderId}`).json(order);
});

listen(server);
