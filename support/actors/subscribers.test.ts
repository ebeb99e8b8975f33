import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Access } from '../platform/access';
import { Server } from 'socket.io';
import { Evidence } from '../evidence/evidence';
import { Subscribers } from './subscribers';

describe('the subscribers of a scenario that moves to another platform', () => {
  let servers: Server[];
  let subscribers: Subscribers;

  beforeEach(async () => {
    servers = await Promise.all([1, 2].map(started));
    subscribers = new Subscribers(new Access(addressOf(servers[0])), new Evidence());
    await subscribers.connect('the subscriber');
    subscribers.moveTo(new Access(addressOf(servers[1])));
  });

  afterEach(async () => {
    subscribers.leave();
    await Promise.all(servers.map((server) => server.close()));
  });

  it('connect to the new one from then on, also under the same name', async () => {
    const { baseUrl } = await subscribers.connect('the subscriber');
    expect(baseUrl).to.equal(addressOf(servers[1]));
    expect(subscribers.all()).to.have.lengthOf(1);
  });

  it('are all judged, those of the old one too', async () => {
    await subscribers.connect('the subscriber');
    expect(subscribers.list().map(({ baseUrl }) => baseUrl)).to.deep.equal(servers.map(addressOf));
  });

  it('all leave in the end', async () => {
    await subscribers.connect('the subscriber');
    const everybody = subscribers.list();
    subscribers.leave();
    expect(everybody.map(({ isConnected }) => isConnected)).to.deep.equal([false, false]);
  });
});

async function started(): Promise<Server> {
  const server = new Server();
  server.listen(0);
  const { httpServer } = server;
  if (!httpServer.listening) await new Promise((resolve) => httpServer.once('listening', resolve));
  return server;
}

function addressOf(server: Server | undefined): string {
  return `http://127.0.0.1:${(server?.httpServer.address() as AddressInfo).port}`;
}
