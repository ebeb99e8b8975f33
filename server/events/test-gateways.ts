import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { pino } from 'pino';
import { ManualClock } from '../orders/manual-clock';
import { Exchange } from '../orders/exchange';
import { TimerQueue } from '../orders/execution-queue';
import { InMemoryOrderStore } from '../orders/in-memory/order-store';
import { Feeds } from './feeds';
import { attachSocketIo } from './socket-io/gateway';
import { TestLog } from './test-log';
import { createWebSocketGateway } from './websocket/gateway';

/** Every way to the events, before a log that a test fills, until `stop`. */
export async function startGateways(log = new TestLog(), pingMs?: number) {
  const [feeds, warnings, clock] = [new Feeds(), [] as string[], new ManualClock()];
  const exchange = new Exchange({
    ...{ clock, store: new InMemoryOrderStore(), executions: new TimerQueue(clock) },
    executionDelay: () => 0,
  });
  const write = (line: string) => void warnings.push((JSON.parse(line) as { msg: string }).msg);
  const limits = { clients: 100, subscriptions: 100 };
  const parts = { log, feeds, exchange, limits, logger: pino({ level: 'warn' }, { write }) };
  const server = http.createServer();
  const socketIo = attachSocketIo(server, parts, '*');
  const webSocket = createWebSocketGateway(parts, pingMs);
  server.prependListener('upgrade', (req, socket, head) => {
    if (webSocket.isFor(req)) webSocket.take(req, socket as TcpSocket, head, () => {});
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = async () => {
    void webSocket.close();
    webSocket.terminate();
    server.closeAllConnections();
    await socketIo.close();
  };
  const announce = (count: number) => {
    for (let told = 0; told < count; told++) {
      log.tell(`order ${told % 10}`);
      feeds.watch();
    }
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, log, feeds, warnings, server, announce, stop };
}
