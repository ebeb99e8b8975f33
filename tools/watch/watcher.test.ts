import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import { expect } from 'chai';
import { Server } from 'socket.io';
import type { OrderStatus } from '../../support/contract/types';
import { freePort } from '../../support/platform/free-port';
import { Watcher } from './watcher';

const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
const order = (orderStatus: OrderStatus) => ({ orderId, orderStatus, symbol: 'EURUSD' });

/** Speaks as a platform does, as far as a watcher can tell. */
class FakePlatform {
  answer: object = { ok: true, room: 'orders', sequence: 4 };
  readonly asked: unknown[] = [];
  private readonly server = http.createServer();
  private readonly io = new Server(this.server, {
    connectionStateRecovery: { maxDisconnectionDuration: 60_000 },
  });

  async listen(port: number): Promise<void> {
    this.io.on('connection', (socket) => {
      socket.on('subscribe', async (payload: unknown, acknowledge: (answer: object) => void) => {
        await socket.join('orders');
        this.asked.push(payload);
        acknowledge(this.answer);
      });
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  announce(sequence: number, orderStatus: OrderStatus): void {
    this.io.to('orders').emit('order:status', { sequence, ...order(orderStatus) });
  }

  /** As when a network breaks. */
  async dropConnections(): Promise<void> {
    for (const socket of this.io.sockets.sockets.values()) {
      const gone = once(socket, 'disconnect');
      socket.conn.close();
      await gone;
    }
  }

  /** As when an operator ends a session. */
  disconnectAll(): void {
    this.io.disconnectSockets(true);
  }

  async close(): Promise<void> {
    await this.io.close();
  }
}

describe('a watcher', () => {
  let platform: FakePlatform;
  let port: number;
  let watcher: Watcher | undefined;
  let lines: string[];
  let news: EventEmitter;

  beforeEach(async () => {
    lines = [];
    news = new EventEmitter();
    platform = new FakePlatform();
    port = await freePort(); // which is still free when the platform is started again
    await platform.listen(port);
  });
  afterEach(async () => {
    watcher?.stop();
    await platform.close();
  });

  const say = (line: string) => {
    lines.push(line);
    news.emit('line');
  };
  const watch = (only?: string) => {
    watcher = new Watcher({
      url: `http://127.0.0.1:${port}`,
      orderId: only,
      onEvent: ({ sequence, orderStatus }) => say(`#${sequence} ${orderStatus}`),
      onNotice: say,
    });
    return watcher;
  };
  /** Waits for a line; mocha's own deadline ends a vain wait. */
  const until = async (expected: RegExp) => {
    while (!lines.some((line) => expected.test(line))) await once(news, 'line');
  };

  it('asks for all orders, and tells of each event', async () => {
    watch();
    await until(/^Watching at http:.* all orders\.$/);
    platform.announce(5, 'PENDING');
    platform.announce(6, 'EXECUTED');
    await until(/^#6/);
    expect(platform.asked).to.deep.equal([{}]);
    expect(lines.slice(1)).to.deep.equal(['#5 PENDING', '#6 EXECUTED']);
  });

  it('ends by itself when the one order that it watches has come to its end', async () => {
    platform.answer = { ok: true, sequence: 4, order: order('PENDING') };
    const { ended } = watch(orderId);
    await until(/which is PENDING\.$/);
    platform.announce(5, 'CANCELLED');
    expect(await ended).to.deep.equal({});
    expect(platform.asked).to.deep.equal([{ orderId }]);
    expect(lines.at(-1)).to.equal('#5 CANCELLED');
  });

  it('ends at once when that order has done so before', async () => {
    platform.answer = { ok: true, sequence: 4, order: order('EXECUTED') };
    expect(await watch(orderId).ended).to.deep.equal({});
    expect(lines.at(-1)).to.match(/which is EXECUTED, and no event will follow/);
  });

  it('ends with the reason when the platform refuses', async () => {
    platform.answer = { ok: false, error: 'orderId: There is no such order.' };
    expect(await watch(orderId).ended).to.deep.equal({
      refusal: 'orderId: There is no such order.',
    });
  });

  it('gets what it missed when the platform has kept it', async () => {
    watch();
    await until(/^Watching/);
    platform.announce(5, 'PENDING');
    await until(/^#5/);
    await platform.dropConnections();
    platform.announce(6, 'EXECUTED');
    await until(/nothing was missed/);
    await until(/^#6/);
    expect(platform.asked, 'one subscription').to.have.lengthOf(1);
    expect(lines.filter((line) => line.startsWith('#'))).to.deep.equal([
      '#5 PENDING',
      '#6 EXECUTED',
    ]);
  });

  it('subscribes again when it has not, and says what may have been missed', async () => {
    watch();
    await until(/^Watching/);
    platform.announce(5, 'PENDING');
    await until(/^#5/);
    platform.answer = { ok: true, sequence: 9 };
    platform.disconnectAll(); // after which nothing is kept
    await until(/#6 to #9 may have been missed/);
    expect(platform.asked).to.have.lengthOf(2);
  });

  it('waits for a platform that is away, once said, and knows it for another one', async () => {
    watch();
    await until(/^Watching/);
    await platform.close();
    await until(/does not answer/);
    platform = new FakePlatform();
    platform.answer = { ok: true, sequence: 0 };
    await platform.listen(port);
    await until(/was restarted; watching all orders again/);
    expect(lines.filter((line) => line.includes('does not answer'))).to.have.lengthOf(1);
  });
});
