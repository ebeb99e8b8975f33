import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { Access } from '../platform/access';
import { WebSocketServer, type WebSocket } from 'ws';
import { FailureError } from '../contract/failure';
import { Evidence } from '../evidence/evidence';
import { Subscriber } from './subscriber';

const confirmation = { type: 'subscribed', room: 'orders', epoch: 'e', sequence: 3 };
const event = (sequence: number, more = {}) => ({
  ...{ type: 'order:status', sequence, orderId: '3015eaa0-717a-4e32-9150-0f6e6dcb0246' },
  ...{ orderStatus: 'PENDING', symbol: 'EURUSD', side: 'BUY', quantity: 1 },
  ...{ occurredAt: '2026-01-31T12:00:00.000Z', ...more },
});

describe('a subscriber over plain WebSocket', () => {
  let server: Server;
  let sockets: WebSocketServer;
  let evidence: Evidence;
  let subscriber: Subscriber;
  let asked: string[];
  let greet: (socket: WebSocket) => void;

  beforeEach(async () => {
    asked = [];
    greet = (socket) => socket.send(JSON.stringify(confirmation));
    server = createServer();
    sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket, { url = '' }) => {
      asked.push(url);
      greet(socket);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    evidence = new Evidence();
    subscriber = another();
  });

  const another = () =>
    new Subscriber(
      'the subscriber',
      new Access(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      evidence,
      {
        ...{ transport: 'plain WebSocket', hasNetwork: true },
      },
    );

  afterEach(() => {
    subscriber.close();
    for (const each of sockets.clients) each.terminate();
    server.close();
  });

  /** What is sent to everybody, or breaks everybody's connection. */
  const tell = (...frames: object[]) => {
    for (const socket of sockets.clients)
      for (const each of frames) socket.send(JSON.stringify(each));
  };
  const clauses = () => evidence.brokenPromises().map(({ clause }) => clause);

  it('subscribes by connecting, and takes the first frame for the answer', async () => {
    const orderId = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';
    const answer = await subscriber.subscribe({ orderId });
    expect(answer).to.deep.equal({ ok: true, room: 'orders', epoch: 'e', sequence: 3 });
    expect(asked).to.deep.equal([`/ws?orderId=${orderId}`]);
  });

  it('keeps events as Socket.IO brings them', async () => {
    await subscriber.subscribe();
    tell(event(4));
    await subscriber.log.until(() => subscriber.log.entries.length > 0, 1_000);
    expect({ type: 'order:status', ...subscriber.log.entries[0]?.event }).to.deep.equal(event(4));
    expect(subscriber.log.entries[0]?.event).to.not.have.property('type');
    expect(clauses()).to.deep.equal([]);
  });

  it('comes back with what its first answer said, as long as it has had no event', async () => {
    await subscriber.subscribe();
    await subscriber.loseConnection();
    greet = (socket) =>
      socket.send(JSON.stringify({ ...confirmation, sequence: 5, replayed: 2, complete: true }));
    await subscriber.comeBack();
    // once more, with nothing of what is replayed received yet
    await subscriber.freeze();
    await subscriber.comeBack();
    expect(asked.slice(1)).to.deep.equal(Array(2).fill('/ws?since=3&epoch=e'));
    expect(subscriber.subscriptions).to.have.lengthOf(1);
    expect(subscriber.subscriptions[0]).to.include({ after: 3 }).and.not.have.property('to');
  });

  it('comes back with the last event that it has had', async () => {
    await subscriber.subscribe();
    tell(event(4), event(9));
    await subscriber.log.until(() => subscriber.log.entries.length > 1, 1_000);
    await subscriber.freeze();
    await subscriber.comeBack();
    expect(asked[1]).to.equal('/ws?since=9&epoch=e');
  });

  it('begins anew after a gap', async () => {
    await subscriber.subscribe();
    await subscriber.loseConnection();
    greet = (socket) =>
      socket.send(
        JSON.stringify({ ...confirmation, epoch: 'f', sequence: 1, replayed: 0, complete: false }),
      );
    await subscriber.comeBack();
    expect(subscriber.subscriptions).to.have.lengthOf(2);
    expect(subscriber.subscriptions[0]).to.have.property('to');
  });

  it('tells what breaks the contract', async () => {
    await subscriber.subscribe();
    tell(confirmation, { ...event(4), type: 'news' }, event(-1), event(5, { side: 'HOLD' }));
    for (const socket of sockets.clients) socket.send('no JSON');
    await subscriber.roundTrip();
    expect(clauses().sort()).to.deep.equal(['EVENT-2', 'EVENT-3', 'WS-1', 'WS-2', 'WS-2']);
  });

  it('is not subscribed by a first frame that is none', async () => {
    greet = (socket) => socket.send(JSON.stringify(event(4)));
    const failed = await subscriber.subscribe().catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(FailureError);
    expect((failed as FailureError).failures[0]).to.include({ clause: 'WS-1' });
  });

  it('is not subscribed where it is closed before that', async () => {
    greet = (socket) => socket.close(1011, 'no idea');
    const failed = await subscriber.subscribe().catch((error: unknown) => error);
    expect((failed as FailureError).failures[0]).to.include({ clause: 'WS-1' });
    expect(String(failed)).to.include('1011 no idea');
  });

  it('is refused with the answer that it gets, which is judged', async () => {
    sockets.options.verifyClient = (_info: unknown, answer: (ok: boolean, code: number) => void) =>
      answer(false, 400);
    const answer = await subscriber.subscribe({ orderId: '42' });
    expect(answer).to.include({ ok: false });
    expect(evidence.answers()[0]).to.include({ status: 400 });
    expect(clauses()).to.include('REFUSE-2');
    expect(evidence.unseenRefusals()).to.deep.equal([]);
  });

  it('knows how its connection was ended', async () => {
    await subscriber.subscribe();
    for (const socket of sockets.clients) socket.close(1001, 'bye');
    expect(await subscriber.untilEnded(1_000)).to.include({ code: 1001 });
  });
});
