import { once } from 'node:events';
import { expect } from 'chai';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import type { OrderStatusEvent } from '../../contract/types';
import { afterThisTest, until } from '../../test-support';
import { startGateways } from '../test-gateways';
import { TestLog } from '../test-log';

/** What a client presents to be taken for the one that it was. */
interface Presented {
  pid?: unknown;
  offset?: unknown;
}

interface Owner {
  pid: string;
  offset: string;
  id: string;
}

describe('who turns recovery against the platform', () => {
  let url: string;
  let log: TestLog;
  let countSubscribers: () => number;
  let announce: (count: number) => void;

  beforeEach(() => start());

  async function start(capacity?: number) {
    const started = await startGateways(new TestLog(capacity));
    afterThisTest(started.stop);
    ({ url, log, announce } = started);
    countSubscribers = () => started.feeds.countSubscribers();
  }

  class Client {
    readonly received: number[] = [];
    constructor(readonly socket: Socket) {
      socket.on('order:status', ({ sequence }: OrderStatusEvent) => this.received.push(sequence));
    }

    get owner(): Owner {
      const { _pid: pid, _lastOffset: offset } = this.socket as unknown as Record<string, string>;
      return { pid, offset, id: this.socket.id! };
    }

    /** Breaks the connection, without a goodbye. */
    async isLost() {
      this.socket.io.engine.close();
      await until(() => !this.socket.connected);
    }
  }

  async function connect(auth?: Presented | string): Promise<Client> {
    const socket = io(url, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      auth: auth as Presented,
    });
    afterThisTest(() => socket.disconnect());
    const client = new Client(socket);
    await once(socket as never, 'connect');
    return client;
  }

  async function subscribed(): Promise<Client> {
    const client = await connect();
    await client.socket.emitWithAck('subscribe');
    announce(1);
    await until(() => client.received.length === 1);
    return client;
  }

  const connected = (clients: Client[]) => clients.filter(({ socket }) => socket.connected);
  /** Whether the platform takes a client for the one that presented this. */
  const isTaken = ({ socket }: Client, { id }: Owner) => socket.id === id;

  for (const [state, lose] of Object.entries({
    'that goes on': () => {},
    'that was lost': (client: Client) => client.isLost(),
  })) {
    it(`has a session ${state} over one connection alone, with sixty connections at the same time`, async () => {
      const client = await subscribed();
      const { owner } = client;
      await lose(client);
      announce(1);
      const all = await Promise.all(Array.from({ length: 60 }, () => connect(owner)));
      await until(() => countSubscribers() === 1);
      const owners = () => connected(all).filter((each) => isTaken(each, owner));
      await until(() => owners().length === 1); // the others have been told by then
      const [winner] = owners();
      announce(1);
      await until(() => winner.received.includes(3));
      expect(winner.received).to.deep.equal([2, 3]);
      const others = all.filter((each) => each !== winner);
      expect(others.flatMap(({ received }) => received.filter((sequence) => sequence === 3))).to.be
        .empty;
      expect((await connect()).socket.connected).to.equal(true);
    });
  }

  it('gets nothing for an offset that the platform never gave, and the session is not used up', async () => {
    const client = await subscribed();
    const { pid, offset, id } = client.owner;
    await client.isLost();
    const forged = [
      ...['', ':', '1', `${log.epoch}:`, `${log.epoch}:-1`, `${log.epoch}:1e0`, `${log.epoch}:2`],
      ...[`${log.epoch}:${'9'.repeat(400)}`, `${log.epoch}:1\n`, ` ${offset}`, `x${offset}`],
      ...['__proto__:1', `${'x:'.repeat(10_000)}1`, `${':'.repeat(30_000)}`],
      ...[1, null, {}, [offset], true],
    ];
    for (const each of forged) {
      const stranger = await connect({ pid, offset: each });
      expect(stranger.socket.id, JSON.stringify(each).slice(0, 80)).to.not.equal(id);
      stranger.socket.disconnect();
    }
    expect((await connect({ pid, offset })).socket.id).to.equal(id);
  });

  it('gets nothing for a session that there is not', async () => {
    const client = await subscribed();
    const { pid: own, offset, id } = client.owner;
    const forged = [
      ...['', '__proto__', 'constructor', 'toString', id, 'x'.repeat(50_000)],
      ...[0, null, {}, [own], true],
    ];
    for (const pid of forged) {
      const stranger = await connect({ pid, offset });
      expect(stranger.socket.id, JSON.stringify(pid).slice(0, 80)).to.not.equal(id);
    }
    expect(client.socket.connected).to.equal(true);
  });

  it('is let in as a new client, or cut off, with what is no object in its place', async () => {
    for (const packet of ['40', '40null', '40[]', '40"pid"', '401', '40{', '40{"__proto__":1}']) {
      const socket = new WebSocket(`${url}/socket.io/?EIO=4&transport=websocket`);
      afterThisTest(() => socket.terminate());
      await once(socket, 'message');
      socket.send(packet);
      await Promise.race([once(socket, 'message'), once(socket, 'close')]);
    }
    expect((await subscribed()).received).to.deep.equal([1]);
  });

  it('gets a session no more once its owner is back, or has said goodbye', async () => {
    const client = await subscribed();
    const { owner } = client;
    await client.isLost();
    const back = await connect(owner);
    expect(isTaken(back, owner)).to.equal(true);
    back.socket.disconnect();
    await until(() => countSubscribers() === 0);
    expect(isTaken(await connect(owner), owner)).to.equal(false);
  });

  it('is given no more than the log keeps, and has to ask for it', async () => {
    await start(100);
    const client = await subscribed();
    const { owner } = client;
    await client.isLost();
    announce(101);
    const back = await connect(owner);
    expect(isTaken(back, owner)).to.equal(false);
    const since = { epoch: log.epoch, sequence: 1 };
    const answer = (await back.socket.emitWithAck('subscribe', { since })) as object;
    expect(answer).to.include({ replayed: 100, complete: false });
  });
});
