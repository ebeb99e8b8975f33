import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { afterThisTest, until } from '../test-support';
import type { Feeds } from './feeds';
import { startGateways } from './test-gateways';
import type { TestLog } from './test-log';

const TOO_FAR_BEHIND = 'Too far behind: come back, and ask for what you have missed.';

describe('clients that do not read', () => {
  let url: string;
  let log: TestLog;
  let feeds: Feeds;
  let warnings: string[];
  let server: Server;

  let announce: (count: number) => void;

  async function start(pingMs?: number) {
    const started = await startGateways(undefined, pingMs);
    afterThisTest(started.stop);
    ({ url, log, feeds, warnings, server, announce } = started);
  }

  async function plain(): Promise<{ socket: WebSocket; sequences: number[] }> {
    const socket = new WebSocket(`${url}/ws`);
    afterThisTest(() => socket.terminate());
    const sequences: number[] = [];
    socket.on('message', (text: Buffer) => {
      const { type, sequence } = JSON.parse(text.toString()) as { type: string; sequence: number };
      if (type === 'order:status') sequences.push(sequence);
    });
    await once(socket, 'message');
    return { socket, sequences };
  }

  /** @returns what reads the connection, to be paused */
  async function overSocketIo(): Promise<{ client: ReturnType<typeof io>; tcp: TcpSocket }> {
    const client = io(url, { transports: ['websocket'], reconnection: false });
    afterThisTest(() => client.disconnect());
    await once(client as never, 'connect');
    await client.emitWithAck('subscribe');
    const { ws } = client.io.engine.transport as unknown as { ws: { _socket: TcpSocket } };
    return { client, tcp: ws._socket };
  }

  /** Until so much is announced that the client is let go, or it should have been long ago. */
  async function announceUntil(isGone: () => boolean) {
    for (let rounds = 0; rounds < 2000 && !isGone(); rounds++) {
      announce(100);
      await nextTurn();
    }
  }

  it('are let go over plain WebSocket, told why, and missed by nobody', async () => {
    await start();
    const [slow, healthy] = [await plain(), await plain()];
    slow.socket.pause();
    await announceUntil(() => warnings.length > 0);
    expect(warnings).to.deep.equal([`let go: ${TOO_FAR_BEHIND}`]);
    await until(() => healthy.sequences.length === log.last);
    expect(healthy.sequences).to.deep.equal(Array.from({ length: log.last }, (_, i) => i + 1));
    const closed = once(slow.socket, 'close') as Promise<[number, Buffer]>;
    slow.socket.resume();
    const [code, reason] = await closed;
    expect([code, String(reason)]).to.deep.equal([1013, TOO_FAR_BEHIND]);
    expect(slow.sequences).to.deep.equal(slow.sequences.map((_, index) => index + 1));
    await until(() => feeds.countSubscribers() === 1);
  });

  it('are let go over Socket.IO, and may come back', async () => {
    await start();
    const { client, tcp } = await overSocketIo();
    const healthy = await plain();
    tcp.pause();
    await announceUntil(() => warnings.length > 0);
    expect(warnings).to.deep.equal([`let go: ${TOO_FAR_BEHIND}`]);
    await until(() => feeds.countSubscribers() === 1);
    await until(() => healthy.sequences.length === log.last);
    const lost = once(client as never, 'disconnect') as Promise<[string]>;
    tcp.resume();
    expect((await lost)[0]).to.match(/^transport/);
  });

  for (const over of ['plain WebSocket', 'Socket.IO']) {
    it(`and do not read the goodbye either are cut off over ${over}`, async () => {
      await start();
      await plain();
      if (over === 'Socket.IO') (await overSocketIo()).tcp.pause();
      else (await plain()).socket.pause();
      await announceUntil(() => warnings.length > 0);
      const connections = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))); // prettier-ignore
      while ((await connections()) !== 1) await nextTurn();
    });
  }

  it('and never poll again are let go', async () => {
    await start();
    const polling = `${url}/socket.io/?EIO=4&transport=polling`;
    const [, sid] = /"sid":"([^"]+)"/.exec(await (await fetch(polling)).text())!;
    const say = (body: string) => fetch(`${polling}&sid=${sid}`, { method: 'POST', body });
    await say('40');
    await say('42["subscribe"]');
    await until(() => feeds.countSubscribers() === 1);
    await announceUntil(() => warnings.length > 0);
    expect(warnings).to.deep.equal([`let go: ${TOO_FAR_BEHIND}`]);
    expect(feeds.countSubscribers()).to.equal(0);
    expect((await fetch(`${polling}&sid=${sid}`)).status).to.equal(400);
  });

  it('and read again in time miss nothing', async () => {
    await start();
    const { client, tcp } = await overSocketIo();
    const over = await plain();
    const received: number[] = [];
    client.on('order:status', ({ sequence }: { sequence: number }) => received.push(sequence));
    for (let times = 0; times < 5; times++) {
      tcp.pause();
      over.socket.pause();
      for (let rounds = 0; rounds < 90; rounds++) {
        announce(100);
        await nextTurn();
      }
      tcp.resume();
      over.socket.resume();
      await until(() => received.length === log.last && over.sequences.length === log.last);
    }
    expect(warnings).to.deep.equal([]);
    const all = Array.from({ length: log.last }, (_, index) => index + 1);
    expect(received).to.deep.equal(all);
    expect(over.sequences).to.deep.equal(all);
  });

  it('and answer no ping over plain WebSocket are cut off', async () => {
    await start(50);
    const { socket: healthy } = await plain();
    const { socket: frozen } = await plain();
    let pings = 0;
    healthy.on('ping', () => (pings += 1));
    frozen.pause();
    await until(() => feeds.countSubscribers() === 1);
    expect(pings).to.be.at.least(1);
    expect(healthy.readyState).to.equal(WebSocket.OPEN);
  });
});
