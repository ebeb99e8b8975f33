import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Server as SocketIo } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';
import type { HonestAnswer, HostileConnection, Kind } from './kind';

const msToExecute = 200;

interface KeptOrder extends Record<string, unknown> {
  orderId: string;
  orderStatus: string;
}

type Answer = (content: unknown) => void;

/** Takes the events of all orders, or of one. */
interface Listener {
  orderId: string | undefined;
  connection: HostileConnection;
}

/**
 * A platform that keeps the contract just well enough for scenarios to go on, and is hostile in one
 * way: whoever tests a platform may be pointed at anything.
 */
export class HostilePlatform {
  private readonly server = http.createServer((request, response) => this.take(request, response));
  private readonly elsewhere = http.createServer((_, response) => {
    this.wasLedAway = true;
    response.end('{"status":"ok"}');
  });
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly socketIo = new SocketIo({ serveClient: false });
  private readonly orders = new Map<string, KeptOrder>();
  private readonly listeners = new Set<Listener>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly connections = new Set<Socket>();
  private sequence = 0;
  /** Whether anybody has followed it to another host. */
  wasLedAway = false;

  constructor(private readonly kind: Kind) {}

  /** @returns its address */
  async listen(): Promise<string> {
    for (const server of [this.server, this.elsewhere]) {
      server.on('connection', (socket: Socket) => {
        this.connections.add(socket.on('error', () => undefined));
        socket.on('close', () => this.connections.delete(socket));
      });
      server.on('clientError', () => undefined);
      await once(server.listen(0, '127.0.0.1'), 'listening');
    }
    this.socketIo.attach(this.server);
    const [takeUpgrade] = this.server.listeners('upgrade') as ((...all: unknown[]) => void)[];
    this.server.removeAllListeners('upgrade').on('upgrade', (request, socket, head) => {
      socket.on('error', () => undefined);
      if (this.kind.upgrade) return this.kind.upgrade(socket);
      if (!request.url?.startsWith('/ws')) return takeUpgrade?.(request, socket, head);
      this.sockets.handleUpgrade(request, socket, head, (opened) => this.welcome(opened, request));
      return undefined;
    });
    this.socketIo.on('connection', (socket) => {
      const connection: HostileConnection = {
        send: (event) => void socket.emit('order:status', event),
        sendRaw: (data) => void socket.conn.send(data),
        sendBytes: (bytes) => this.write(socket.conn.transport, bytes),
        close: () => socket.conn.close(),
      };
      socket.on('subscribe', (...asked: unknown[]) => {
        const answer = asked.at(-1) as Answer | object | undefined;
        const { orderId } = (asked[0] ?? {}) as { orderId?: string };
        if (typeof answer === 'function') (answer as Answer)(this.confirmation(orderId));
        this.join(orderId, connection);
      });
      socket.on('disconnect', () => this.leave(connection));
      socket.on('unsubscribe', (...asked: unknown[]) => {
        const answer = asked.at(-1) as Answer | object | undefined;
        this.leave(connection);
        if (typeof answer === 'function') (answer as Answer)({ ok: true, room: 'orders' });
      });
    });
    return addressOf(this.server);
  }

  async close(): Promise<void> {
    for (const each of this.timers) clearTimeout(each);
    for (const each of this.connections) each.destroy();
    await this.socketIo.close();
    this.elsewhere.close();
    this.server.close();
  }

  private take(request: http.IncomingMessage, response: http.ServerResponse): void {
    let text = '';
    response.on('error', () => undefined);
    request.setEncoding('utf8').on('data', (part: string) => (text += part.slice(0, 10_000)));
    request
      .on('error', () => undefined)
      .on('end', () => {
        const honest = this.decorated(this.honest(request, text), request);
        const { answer, isIll = false } = this.kind;
        const isHealth = request.url?.startsWith('/health') ?? false;
        if (answer && isHealth === isIll) answer(honest, response, addressOf(this.elsewhere));
        else this.send(honest, response);
      });
  }

  private send({ status, headers, body }: HonestAnswer, response: http.ServerResponse): void {
    response.writeHead(status, headers).end(body === undefined ? '' : JSON.stringify(body));
  }

  private honest({ method = '', url = '' }: http.IncomingMessage, text: string): HonestAnswer {
    const path = url.split('?')[0] ?? '';
    const id = path.split('/')[2]?.toLowerCase();
    const order = id === undefined ? undefined : this.orders.get(id);
    if (path === '/health') return json(200, this.health());
    if (path === '/orders' && method === 'POST') return this.place(text);
    if (path === '/orders') return json(200, [...this.orders.values()].reverse().slice(0, 100));
    if (order === undefined) return problem(404, 'Not Found');
    if (method !== 'DELETE') return json(200, order);
    if (order.orderStatus !== 'PENDING') return problem(409, 'Conflict', { orderStatus: order.orderStatus }); // prettier-ignore
    this.change(order, 'CANCELLED');
    return { status: 204, headers: {} };
  }

  private health(): object {
    const orders = { PENDING: 0, EXECUTED: 0, CANCELLED: 0 };
    return { status: 'ok', version: '1', uptimeSeconds: process.uptime(), orders, subscribers: 0 };
  }

  private place(text: string): HonestAnswer {
    let sent: object;
    try {
      sent = Object(JSON.parse(text)) as object;
    } catch {
      return problem(400, 'Bad Request', { errors: [{ path: '/body', message: 'no JSON' }] });
    }
    const placedAt = new Date().toISOString();
    const order: KeptOrder = {
      ...{ orderId: randomUUID(), orderStatus: 'PENDING', symbol: '', side: '', quantity: 1 },
      ...sent,
      ...{ placedAt, updatedAt: placedAt },
    };
    this.orders.set(order.orderId, order);
    this.announce(order);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      if (order.orderStatus === 'PENDING') this.change(order, 'EXECUTED');
    }, msToExecute);
    this.timers.add(timer);
    return json(201, { ...order }, { Location: `/orders/${order.orderId}` });
  }

  private change(order: KeptOrder, orderStatus: string): void {
    order.orderStatus = orderStatus;
    order.updatedAt = new Date().toISOString();
    this.announce(order);
  }

  private announce({ placedAt, updatedAt, ...order }: KeptOrder): void {
    this.sequence += 1;
    const event = { sequence: this.sequence, ...order, occurredAt: updatedAt ?? placedAt };
    const sent = this.kind.events?.(event) ?? [this.withText(event)];
    for (const each of sent)
      for (const { orderId, connection } of this.listeners)
        if (orderId === undefined || orderId === order.orderId) connection.send(each);
  }

  private welcome(socket: WebSocket, { url = '' }: http.IncomingMessage): void {
    const orderId = new URL(url, 'http://x').searchParams.get('orderId') ?? undefined;
    const connection: HostileConnection = {
      send: (event) => {
        const isObject = typeof event === 'object' && event !== null && !Array.isArray(event);
        socket.send(JSON.stringify(isObject ? { type: 'order:status', ...event } : event));
      },
      sendRaw: (data) => socket.send(data),
      sendBytes: (bytes) => this.write(socket, bytes),
      close: (code, reason) => socket.close(code, reason),
    };
    const confirmed = this.confirmation(orderId);
    const isObject = typeof confirmed === 'object' && confirmed !== null;
    socket.send(JSON.stringify(isObject ? { ...confirmed, ok: undefined, type: 'subscribed' } : confirmed)); // prettier-ignore
    socket.on('error', () => undefined).on('close', () => this.leave(connection));
    this.join(orderId, connection);
  }

  private confirmation(orderId: string | undefined): unknown {
    const room = orderId === undefined ? 'orders' : `order:${String(orderId)}`;
    const order =
      orderId === undefined ? undefined : this.orders.get(String(orderId).toLowerCase());
    const honest = { ok: true, room, epoch: 'e', sequence: this.sequence, ...(order && { order }) };
    return this.kind.confirms?.(honest) ?? (this.kind.confirms ? null : this.withText(honest));
  }

  private join(orderId: string | undefined, connection: HostileConnection): void {
    this.listeners.add({ orderId, connection });
    this.kind.connected?.(connection);
  }

  private leave(connection: HostileConnection): void {
    for (const each of this.listeners) if (each.connection === connection) this.listeners.delete(each); // prettier-ignore
  }

  /** Past the transport, whose socket none of them offers. */
  private write(transport: unknown, bytes: Buffer): void {
    const { socket, _socket } = transport as { socket?: { _socket?: Socket }; _socket?: Socket };
    (_socket ?? socket?._socket)?.write(bytes);
  }

  private decorated(
    { status, headers, body }: HonestAnswer,
    asked: http.IncomingMessage,
  ): HonestAnswer {
    const { text, echoes } = this.kind;
    if (echoes) return { status, headers, body: { ...(body as object), echo: asked.headers } };
    if (text === undefined) return { status, headers, body };
    const inHeader = Buffer.from(text.slice(0, 500))
      .toString('latin1')
      .replaceAll(/[\0-\x1f\x7f]/g, '?'); // eslint-disable-line no-control-regex -- which Node does not send
    const told = { ...headers, 'X-Request-Id': inHeader, Link: `<${inHeader}>; rel="x"` };
    return { status, headers: told, body: this.withText(body) };
  }

  /** The text in place of every text but what names an order, its status and its times. */
  private withText(value: unknown): unknown {
    const { text } = this.kind;
    if (text === undefined) return value;
    if (Array.isArray(value)) return value.map((each: unknown) => this.withText(each));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, each]: [string, unknown]) => {
      const isKept = /Id$|Status$|At$|^status$|^ok$/.test(name);
      return [name, typeof each === 'string' && !isKept ? text : isKept ? each : this.withText(each)]; // prettier-ignore
    });
    return { ...Object.fromEntries(entries), [text.slice(0, 100)]: text.slice(0, 1000) };
  }
}

function addressOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): HonestAnswer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}

function problem(status: number, title: string, more: object = {}): HonestAnswer {
  const body = { type: 'about:blank', title, status, detail: title, ...more };
  return { ...json(status, body), headers: { 'Content-Type': 'application/problem+json' } };
}
