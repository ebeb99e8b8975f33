import { once } from 'node:events';
import { expect } from 'chai';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import type { Health, Order, OrderStatusEvent, Subscribed } from '../../contract/types';
import { ManualClock } from '../../orders/manual-clock';
import { afterThisTest, startPlatform, until } from '../../test-support';

const UNKNOWN = '3015eaa0-717a-4e32-9150-0f6e6dcb0246';

describe('events', () => {
  let url: string;
  let clock: ManualClock;
  beforeEach(async () => {
    clock = new ManualClock();
    ({ url } = await startPlatform({ EXECUTION_DELAY_MS: '2000-2000' }, { clock }));
  });

  class Client {
    readonly events: OrderStatusEvent[] = [];

    constructor(readonly socket: Socket) {
      socket.on('order:status', (event: OrderStatusEvent) => this.events.push(event));
    }

    ask(event: string, ...args: unknown[]): Promise<Record<string, unknown>> {
      return this.socket.emitWithAck(event, ...args) as Promise<Record<string, unknown>>;
    }

    seen(): string[] {
      return this.events.map(({ orderStatus }) => orderStatus);
    }
  }

  async function connect(): Promise<Client> {
    const socket = io(url, { transports: ['websocket'], reconnectionDelay: 10 });
    afterThisTest(() => socket.disconnect());
    const client = new Client(socket);
    await once(socket as never, 'connect');
    return client;
  }

  async function subscribed(...args: unknown[]): Promise<Client> {
    const client = await connect();
    expect(await client.ask('subscribe', ...args)).to.include({ ok: true });
    return client;
  }

  /** Places an order; a delay of the endpoint is over as soon as there is one. */
  async function place(): Promise<Order> {
    const body = JSON.stringify({ symbol: 'EURUSD', side: 'BUY', quantity: 1000.5 });
    const headers = { 'Content-Type': 'application/json' };
    const answer = fetch(`${url}/orders`, { method: 'POST', headers, body });
    await handled();
    return (await (await answer).json()) as Order;
  }

  async function cancel({ orderId }: Order): Promise<number> {
    const answer = fetch(`${url}/orders/${orderId}`, { method: 'DELETE' });
    await handled();
    return (await answer).status;
  }

  async function handled() {
    const waiting = clock.waiting;
    await until(() => clock.waiting > waiting);
    await clock.advance(0);
  }

  /** Whatever was sent to the client before has reached it when this is over. */
  async function settle(...clients: Client[]) {
    await Promise.all(clients.map((client) => client.ask('unsubscribe', { orderId: UNKNOWN })));
  }

  async function health(): Promise<Health> {
    return (await (await fetch(`${url}/health`)).json()) as Health;
  }

  it('go to nobody who asks for more than a client may have', async () => {
    ({ url } = await startPlatform({ MAX_SUBSCRIPTIONS: '2' }, { clock }));
    const [one, two] = [await place(), await place()];
    const client = await subscribed({ orderId: one.orderId });
    expect(await client.ask('subscribe')).to.include({ ok: true });
    const refused = await client.ask('subscribe', { orderId: two.orderId });
    expect(refused).to.deep.equal({
      ok: false,
      error: 'A client may be subscribed to 2 orders at a time.',
    });
    expect(await client.ask('subscribe', { orderId: one.orderId })).to.include({ ok: true });
    await client.ask('unsubscribe');
    expect(await client.ask('subscribe', { orderId: two.orderId })).to.include({ ok: true });
  });

  it('begin again all at once, as many as a client may have, each after what it had', async () => {
    ({ url } = await startPlatform({ MAX_SUBSCRIPTIONS: '3' }, { clock }));
    const orders = [await place(), await place(), await place()];
    const client = await subscribed({ orderId: orders[0].orderId });
    const { epoch } = (await client.ask('subscribe', { orderId: orders[0].orderId })) as { epoch: string }; // prettier-ignore
    const answers = await Promise.all(
      orders.map(({ orderId }, sequence) =>
        client.ask('subscribe', { orderId, since: { epoch, sequence } }),
      ),
    );
    for (const each of answers) expect(each).to.include({ ok: true, complete: true });
    await settle(client);
    expect(client.events.map(({ orderId }) => orderId)).to.have.members(
      orders.map(({ orderId }) => orderId),
    );
  });

  it('tell every subscriber of every change, once and complete', async () => {
    const clients = [await subscribed(), await subscribed({}), await subscribed()];
    const order = await place();
    await clock.advance(2000);
    await settle(...clients);
    const { orderId, symbol, side, quantity, placedAt } = order;
    const executedAt = new Date(Date.parse(placedAt) + 2000).toISOString();
    for (const { events } of clients) {
      expect(events).to.deep.equal([
        { sequence: 1, orderId, orderStatus: 'PENDING', symbol, side, quantity, occurredAt: placedAt }, // prettier-ignore
        { sequence: 2, orderId, orderStatus: 'EXECUTED', symbol, side, quantity, occurredAt: executedAt }, // prettier-ignore
      ]);
    }
  });

  it('come once to a client in both rooms', async () => {
    const client = await subscribed();
    const order = await place();
    await client.ask('subscribe', { orderId: order.orderId });
    await clock.advance(2000);
    await settle(client);
    expect(client.seen()).to.deep.equal(['PENDING', 'EXECUTED']);
  });

  it('of one order come alone to who asked for that order', async () => {
    const order = await place();
    const client = await subscribed({ orderId: order.orderId });
    await place();
    await clock.advance(2000);
    await settle(client);
    expect(client.events.map(({ orderId }) => orderId)).to.deep.equal([order.orderId]);
  });

  it('do not come to who has not subscribed, or has unsubscribed', async () => {
    const [silent, gone, goneFromOne] = [await connect(), await subscribed(), await connect()];
    const order = await place();
    await gone.ask('unsubscribe');
    for (const event of ['subscribe', 'unsubscribe']) {
      await goneFromOne.ask(event, { orderId: order.orderId.toUpperCase() });
    }
    await clock.advance(2000);
    await settle(silent, gone, goneFromOne);
    expect([silent, gone, goneFromOne].map((client) => client.seen())).to.deep.equal([
      [],
      ['PENDING'],
      [],
    ]);
  });

  it('end with CANCELLED', async () => {
    const client = await subscribed();
    const order = await place();
    expect(await cancel(order)).to.equal(204);
    await clock.advance(10_000);
    await settle(client);
    expect(client.seen()).to.deep.equal(['PENDING', 'CANCELLED']);
  });

  it('come when REST shows the status already', async () => {
    const client = await subscribed();
    const shown: Promise<string>[] = [];
    client.socket.on('order:status', ({ orderId, orderStatus }: OrderStatusEvent) => {
      const read = fetch(`${url}/orders/${orderId}`).then((response) => response.json());
      shown.push(read.then((order) => `${orderStatus} ${(order as Order).orderStatus}`));
    });
    await place();
    await until(() => shown.length === 1);
    await handled();
    expect(await shown[0]).to.equal('PENDING PENDING');
    await clock.advance(2000);
    await until(() => shown.length === 2);
    await handled();
    expect(await shown[1]).to.equal('EXECUTED EXECUTED');
  });

  describe('a subscription', () => {
    it('is acknowledged with its room and the last event before it', async () => {
      const client = await connect();
      const { epoch, ...all } = await client.ask('subscribe');
      expect(epoch).to.be.a('string').that.matches(/./);
      expect(all).to.deep.equal({ ok: true, room: 'orders', sequence: 0 });
      const order = await place();
      const one = await client.ask('subscribe', { orderId: order.orderId.toUpperCase() });
      const room = `order:${order.orderId}`;
      expect(one).to.deep.equal({ ok: true, room, epoch, sequence: 1, order });
    });

    it('misses nothing between its acknowledgement and what follows', async () => {
      const order = await place();
      const client = await connect();
      const [answer] = await Promise.all([
        client.ask('subscribe', { orderId: order.orderId }) as unknown as Promise<Subscribed>,
        clock.advance(2000),
      ]);
      await settle(client);
      const later = client.events.map(({ sequence }) => sequence);
      if (answer.sequence === 1) expect(later).to.deep.equal([2]);
      else expect(answer.order).to.include({ orderStatus: 'EXECUTED' });
    });

    it('can be ended more than once, for an order that nobody knows too', async () => {
      const client = await connect();
      for (let i = 0; i < 2; i++) {
        expect(await client.ask('unsubscribe', {})).to.deep.equal({ ok: true, room: 'orders' });
        expect(await client.ask('unsubscribe', { orderId: UNKNOWN })).to.deep.equal({
          ok: true,
          room: `order:${UNKNOWN}`,
        });
      }
    });

    const refused: [name: string, args: unknown[], error: RegExp][] = [
      ['null', [null], /^subscription: must be object$/],
      ['a number', [5], /^subscription: must be object$/],
      ['a text', ['orders'], /^subscription: must be object$/],
      ['an array', [[UNKNOWN]], /^subscription: must be object$/],
      ['bytes', [Buffer.alloc(0)], /^subscription: .* must be object$/],
      ['a malformed id', [{ orderId: 'abc' }], /^orderId: is not a UUID$/],
      ['another notation', [{ orderId: `urn:uuid:${UNKNOWN}` }], /^orderId: is not a UUID$/],
      ['a number for an id', [{ orderId: 5 }], /^orderId: must be string$/],
      ['null for an id', [{ orderId: null }], /^orderId: must be string$/],
      ['an unknown field', [{ symbol: 'EURUSD' }], /^symbol: is not a known field$/],
      ['several faults', [{ orderId: 1, foo: 2 }], /^(?=.*orderId: )(?=.*foo: )/],
      ['several arguments', [{}, {}], /^more than one argument$/],
    ];
    for (const [name, args, error] of refused) {
      it(`with ${name} is refused, and so is its end`, async () => {
        const client = await connect();
        for (const event of ['subscribe', 'unsubscribe']) {
          const answer = await client.ask(event, ...args);
          expect(answer.ok).to.equal(false);
          expect(answer.error).to.match(error);
        }
        expect((await health()).subscribers).to.equal(0);
      });
    }

    it('to an unknown order is refused', async () => {
      const client = await connect();
      expect(await client.ask('subscribe', { orderId: UNKNOWN })).to.deep.equal({
        ok: false,
        error: `orderId: There is no order ${UNKNOWN}.`,
      });
      expect((await health()).subscribers).to.equal(0);
    });

    it('needs no acknowledgement, and no payload does any harm without one', async () => {
      const client = await connect();
      for (const args of [[], [{}, {}], [null], [{ orderId: UNKNOWN }], [{ orderId: 5 }]]) {
        client.socket.emit('subscribe', ...args);
        client.socket.emit('unsubscribe', ...args);
      }
      client.socket.emit('subscribe');
      client.socket.emit('nonsense', 1);
      await settle(client);
      await place();
      await settle(client);
      expect(client.seen()).to.deep.equal(['PENDING']);
    });

    it('counts its client as a subscriber once, until the last one ends', async () => {
      const { orderId } = await place();
      const client = await subscribed();
      await client.ask('subscribe', { orderId });
      await connect();
      expect((await health()).subscribers).to.equal(1);
      await client.ask('unsubscribe');
      expect((await health()).subscribers).to.equal(1);
      await client.ask('unsubscribe', { orderId });
      expect((await health()).subscribers).to.equal(0);
    });
  });

  it('missed by a client that lost its connection come when it is back, once, in order', async () => {
    const [client, witness] = [await subscribed(), await subscribed()];
    await place();
    await settle(client, witness);

    client.socket.io.reconnection(false); // not before the others have seen what it misses
    client.socket.io.engine.close();
    await until(() => !client.socket.connected);
    const other = await place();
    await cancel(other);
    await clock.advance(2000);
    await until(() => witness.events.length === 4);
    client.socket.connect();
    await once(client.socket as never, 'connect');
    expect(client.socket.recovered).to.equal(true);
    await place();
    await settle(client, witness);
    expect(client.events.map(({ sequence }) => sequence)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(client.events).to.deep.equal(witness.events);
  });

  describe('recovery', () => {
    /** Comes back over a new connection, as a client does whose old one is frozen. */
    async function comeBack({ socket, events }: Client): Promise<Client> {
      const { _pid: pid, _lastOffset: offset } = socket as unknown as Record<string, string>;
      const way = { transports: ['websocket'], forceNew: true, reconnection: false };
      const again = io(url, { ...way, auth: { pid, offset } });
      afterThisTest(() => again.disconnect());
      const client = new Client(again);
      await once(again as never, 'connect');
      client.events.unshift(...events);
      return client;
    }

    it('needs no loss that the platform has noticed, and closes the connection that was', async () => {
      const client = await subscribed();
      await place();
      await settle(client);
      const { id } = client.socket;
      const closed = once(client.socket as never, 'disconnect');
      const back = await comeBack(client);
      await closed;
      expect(back.socket.id).to.equal(id);
      await place();
      await settle(back);
      expect(back.events.map(({ sequence }) => sequence)).to.deep.equal([1, 2]);
      expect((await health()).subscribers).to.equal(1);
    });

    it('carries a session on over one connection alone', async () => {
      const client = await subscribed();
      await place();
      await settle(client);
      client.socket.io.reconnection(false); // it is those below that come back
      client.socket.io.engine.close();
      await until(() => !client.socket.connected);
      const back = [await comeBack(client), await comeBack(client)];
      await until(() => back.filter(({ socket }) => socket.connected).length === 1);
      await place();
      await settle(back[1]);
      expect(back.map(({ events }) => events.length)).to.deep.equal([1, 2]);
      expect((await health()).subscribers).to.equal(1);
    });

    it('carries on in the rooms of one order, without what was unsubscribed', async () => {
      const [mine, given, other] = [await place(), await place(), await place()];
      const client = await connect();
      for (const { orderId } of [mine, given]) await client.ask('subscribe', { orderId });
      await client.ask('unsubscribe', { orderId: given.orderId });
      await cancel(other);
      await client.ask('subscribe', { orderId: given.orderId });
      await cancel(given);
      await client.ask('unsubscribe', { orderId: given.orderId });
      const back = await comeBack(client);
      await cancel(mine);
      await settle(back);
      expect(back.events.map(({ orderId }) => orderId)).to.deep.equal([
        given.orderId,
        mine.orderId,
      ]);
    });

    it('is not for who had no event, whose offset is strange, or who said goodbye', async () => {
      const silent = await subscribed();
      const witness = await subscribed();
      await place();
      await settle(silent, witness);
      const offset = (silent.socket as unknown as Record<string, string>)._lastOffset ?? '';
      for (const strange of ['', 'x', `${offset}0`, offset.replace(/^./, '-')]) {
        Object.assign(silent.socket, { _lastOffset: strange });
        const back = await comeBack(silent);
        expect(back.socket.id, strange).to.not.equal(silent.socket.id);
      }
      const gone = witness.socket.id;
      witness.socket.disconnect();
      await until(() => !witness.socket.connected);
      await settle(silent);
      expect((await comeBack(witness)).socket.id).to.not.equal(gone);
    });
  });

  describe('what was missed', () => {
    it('comes after the answer, and before what follows', async () => {
      const witness = await subscribed();
      await place();
      await place();
      await settle(witness);
      const client = await connect();
      const heard: unknown[] = [];
      client.socket.on('order:status', ({ sequence }: OrderStatusEvent) => heard.push(sequence));
      const { epoch } = (await witness.ask('subscribe')) as { epoch: string };
      const since = { epoch, sequence: 1 };
      await new Promise<void>((answered) => {
        client.socket.emit('subscribe', { since }, (answer: Subscribed) => {
          heard.push(answer);
          answered();
        });
      });
      await clock.advance(2000);
      await settle(client);
      const answer = { ok: true, room: 'orders', epoch, sequence: 2, replayed: 1, complete: true };
      expect(heard).to.deep.equal([answer, 2, 3, 4]);
    });

    it('of another epoch is told as a gap', async () => {
      await place();
      const client = await connect();
      const since = { epoch: 'another', sequence: 7 };
      expect(await client.ask('subscribe', { since })).to.include({ replayed: 1, complete: false });
    });

    const malformed: [since: unknown, error: RegExp][] = [
      [null, /^since: must be object$/],
      [[], /^since: must be object$/],
      [5, /^since: must be object$/],
      [{ sequence: 1 }, /^since.epoch: is required$/],
      [{ epoch: 'a' }, /^since.sequence: is required$/],
      [{ epoch: '', sequence: 1 }, /^since.epoch: must not be empty$/],
      [{ epoch: 1, sequence: 1 }, /^since.epoch: must be string$/],
      [{ epoch: 'a', sequence: '1' }, /^since.sequence: must be integer$/],
      [{ epoch: 'a', sequence: 1.5 }, /^since.sequence: must be integer$/],
      [{ epoch: 'a', sequence: -1 }, /^since.sequence: must be >= 0$/],
      [{ epoch: 'a', sequence: 2 ** 53 }, /^since.sequence: must be <= 9007199254740991$/],
      [{ epoch: 'a', sequence: 1, more: 2 }, /^since.more: is not a known field$/],
    ];
    for (const [since, error] of malformed) {
      it(`cannot be asked for since ${JSON.stringify(since)}`, async () => {
        const client = await connect();
        const answer = await client.ask('subscribe', { since });
        expect(answer.ok).to.equal(false);
        expect(answer.error).to.match(error);
      });
    }

    it('is nothing that a subscription could be ended with', async () => {
      const client = await connect();
      const since = { epoch: 'a', sequence: 1 };
      expect(await client.ask('unsubscribe', { since })).to.deep.equal({
        ok: false,
        error: 'since: is not a known field',
      });
    });
  });

  it('go on for the others when one subscriber leaves', async () => {
    const [leaving, staying] = [await subscribed(), await subscribed()];
    leaving.socket.disconnect();
    await place();
    await settle(staying);
    expect(staying.seen()).to.deep.equal(['PENDING']);
  });
});
