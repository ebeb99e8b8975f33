import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Socket } from 'socket.io';
import { Server } from 'socket.io';
import { io as connectTo } from 'socket.io-client';
import { afterThisTest, until } from '../../test-support';
import { textFrame, whenLeft } from '../ws-client';
import { breakOff, packetsWaiting, sessionOf, webSocketOf, writePastPackets } from './internals';

describe("Socket.IO's insides", () => {
  async function connected(transport: 'websocket' | 'polling') {
    const server = http.createServer();
    const io = new Server(server, { connectionStateRecovery: {} });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    afterThisTest(() => io.close());
    const connection = once(io as never, 'connection') as Promise<Socket[]>;
    const { port } = server.address() as AddressInfo;
    const client = connectTo(`http://127.0.0.1:${port}`, { transports: [transport], reconnection: false }); // prettier-ignore
    afterThisTest(() => client.disconnect());
    await once(client as never, 'connect');
    return { client, [transport]: true, socket: (await connection)[0] };
  }

  it('know a session by what the client keeps of it', async () => {
    const { client, socket } = await connected('websocket');
    expect(sessionOf(socket)).to.equal((client as unknown as { _pid: string })._pid);
  });

  it('count what waits for a client', async () => {
    const { socket } = await connected('websocket');
    await until(() => packetsWaiting(socket) === 0);
    for (let count = 0; count < 5; count++) socket.emit('event');
    expect(packetsWaiting(socket)).to.equal(4); // the first is on its way
    await until(() => packetsWaiting(socket) === 0);
  });

  it('write a frame after what was written before, unless packets wait', async () => {
    const { client, socket } = await connected('websocket');
    await until(() => packetsWaiting(socket) === 0);
    const received: unknown[] = [];
    client.on('event', (value) => received.push(value));
    const frame = (value: number) => textFrame(`42["event",${value}]`);
    socket.emit('event', 1);
    expect(writePastPackets(socket, frame(2))).to.equal(true);
    socket.emit('event', 3); // waits until the first has left
    expect(writePastPackets(socket, frame(4))).to.equal(false);
    await until(() => packetsWaiting(socket) === 0);
    expect(writePastPackets(socket, frame(5))).to.equal(true);
    await new Promise<void>((resolve) => whenLeft(webSocketOf(socket)!, resolve));
    expect(webSocketOf(socket)?.bufferedAmount).to.equal(0);
    await until(() => received.length === 4);
    expect(received).to.deep.equal([1, 2, 3, 5]);
  });

  it('write no frame over polling', async () => {
    const { socket } = await connected('polling');
    expect(writePastPackets(socket, textFrame('42["event"]'))).to.equal(false);
    expect(webSocketOf(socket)).to.equal(undefined);
  });

  for (const transport of ['websocket', 'polling'] as const) {
    it(`break a connection off over ${transport} so that the client may come back`, async () => {
      const { client, socket } = await connected(transport);
      const told = new Promise<unknown[]>((resolve) =>
        client.once('disconnect', (...args) => resolve(args)),
      );
      breakOff(socket, 'because');
      const [reason, details] = await told;
      expect(reason).to.match(/^transport/);
      if (transport === 'websocket')
        expect(details)
          .to.have.property('context')
          .that.includes({ code: 1013, reason: 'because' });
      await until(() => !socket.connected);
    });
  }
});
