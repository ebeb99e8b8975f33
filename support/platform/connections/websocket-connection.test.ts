import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Access } from '../access';
import { FailureError } from '../../contract/failure';
import { Evidence } from '../../evidence/evidence';
import { deadlines } from '../../run/settings/deadlines';
import { shakeHands } from './websocket-connection';

describe('a handshake with plain WebSocket', () => {
  const given = deadlines.connection;
  const sockets = new Set<net.Socket>();
  let server: net.Server;

  beforeEach((done) => {
    server = net.createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1', done);
  });

  afterEach((done) => {
    (deadlines as { connection: number }).connection = given;
    for (const socket of sockets) socket.destroy();
    server.close(done);
  });

  it('is silent where no answer comes in time, and then gives the connection up', async () => {
    (deadlines as { connection: number }).connection = 200;
    const { port } = server.address() as AddressInfo;
    const gaveUp = new Promise((resolve) =>
      server.once('connection', (socket: net.Socket) => socket.resume().once('close', resolve)),
    );
    const access = new Access(`http://127.0.0.1:${port}`);
    const error: unknown = await shakeHands(access, '/ws', new Evidence()).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(FailureError);
    const [failure] = (error as FailureError).failures;
    expect(failure?.kind).to.be.oneOf(['silent', 'unjudged']);
    expect(failure).to.include({
      sentence: 'nobody can connect over plain WebSocket',
      expected: 'an answer within 200 ms',
      seen: 'nothing',
    });
    await gaveUp;
  });
});
