import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import { Access } from '../access';
import { Network } from './network';

type Create = (options: object, done: (error: Error | null, socket: Duplex) => void) => void;

describe('a network that can fail', () => {
  let server: Server;
  let network: Network;
  const accepted: Socket[] = [];

  beforeEach(async () => {
    accepted.length = 0;
    server = createServer((socket) => {
      accepted.push(socket.on('error', () => undefined));
      socket.pipe(socket);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    network = await Network.to(
      new Access(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });

  afterEach(() => {
    network.close();
    for (const each of accepted) each.destroy();
    server.close();
  });

  /** A client's connection, as an agent makes it. */
  const client = async () => {
    const agent = network.agent as Agent & { createConnection: Create };
    return new Promise<Socket>((resolve, reject) =>
      agent.createConnection({}, (error, socket) =>
        error ? reject(error) : resolve(socket as Socket),
      ),
    );
  };

  async function echoed(socket: Socket, text: string): Promise<string> {
    socket.write(text);
    const [data] = (await once(socket, 'data')) as [Buffer];
    return data.toString();
  }

  it('passes everything', async () => {
    expect(await echoed(await client(), 'hello')).to.equal('hello');
  });

  it('freezes for the client, while the platform is told nothing', async () => {
    const socket = await client();
    await echoed(socket, 'hello');
    network.freeze();
    await once(socket, 'close');
    const [there] = accepted;
    expect(there?.readyState).to.equal('open');
    expect(there?.readableEnded).to.equal(false);
  });

  it('lets nobody in until it thaws', async () => {
    network.freeze();
    const early = await client();
    await once(early, 'close');
    expect(accepted).to.have.lengthOf(0);
    network.thaw();
    expect(await echoed(await client(), 'again')).to.equal('again');
  });

  it('can stop to deliver, with both ends open', async () => {
    const socket = await client();
    await echoed(socket, 'hello');
    network.stall();
    let received = 0;
    socket.on('data', () => (received += 1));
    socket.write('are you there?');
    const [there] = accepted;
    await once(there, 'data');
    expect(await echoed(await another(server), 'others')).to.equal('others');
    expect(received).to.equal(0);
  });

  it('takes the end of either side to the other', async () => {
    const socket = await client();
    await echoed(socket, 'hello');
    accepted[0]?.destroy();
    await once(socket, 'close');
    const second = await client();
    await echoed(second, 'hello');
    second.destroy();
    await once(accepted[1], 'close');
  });
});

async function another(server: Server): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}
