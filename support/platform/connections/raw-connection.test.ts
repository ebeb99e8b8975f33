import { once } from 'node:events';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { networkInterfaces } from 'node:os';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { expect } from 'chai';
import { firstLines, firstLinesOfProxied, rawConnection } from './raw-connection';

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((each) => each?.address === '::1');

describe('a connection by hand', () => {
  let server: Server;

  afterEach(() => void server.close());

  async function listening(made: Server, host = '127.0.0.1'): Promise<number> {
    server = made;
    await once(server.listen(0, host), 'listening');
    return (server.address() as AddressInfo).port;
  }

  const echo = (socket: Socket) => void socket.pipe(socket);

  async function echoed(socket: Socket): Promise<string> {
    socket.write('hello');
    const [data] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return data.toString();
  }

  it('leads to the platform', async () => {
    const port = await listening(createTcpServer(echo));
    expect(await echoed(rawConnection(`http://127.0.0.1:${port}/trading`))).to.equal('hello');
  });

  it('leads to an address of IPv6', async function () {
    if (!hasIpv6) this.skip();
    const port = await listening(createTcpServer(echo), '::1');
    expect(await echoed(rawConnection(`http://[::1]:${port}`))).to.equal('hello');
  });

  describe('over TLS', () => {
    // By a key that both have beforehand, so that nobody needs a certificate.
    const psk = Buffer.alloc(32, 1);
    const tls = { ciphers: 'PSK', maxVersion: 'TLSv1.2' as const };
    const client = {
      ...{ ...tls, checkServerIdentity: () => undefined },
      pskCallback: () => ({ psk, identity: 'the suite' }),
    };
    let named: string | false | null | undefined;

    const listeningSecurely = () =>
      listening(
        createTlsServer({ ...tls, pskCallback: () => psk }, (socket: TLSSocket) => {
          named = (socket as TLSSocket & { servername?: string | false }).servername;
          echo(socket);
        }),
      );

    it('tells the platform by which name it is asked', async () => {
      const port = await listeningSecurely();
      const socket = rawConnection(`https://localhost:${port}`, client);
      expect(await echoed(socket)).to.equal('hello');
      expect(named).to.equal('localhost');
    });

    it('has no name for an address', async () => {
      const port = await listeningSecurely();
      expect(await echoed(rawConnection(`https://127.0.0.1:${port}`, client))).to.equal('hello');
      expect(named).to.equal(false);
    });
  });
});

describe('the first lines of a request by hand', () => {
  it('ask the host of the platform for a path', () => {
    expect(firstLines('http://platform:3000', 'GET', '/orders?limit=1')).to.deep.equal([
      'GET /orders?limit=1 HTTP/1.1',
      'Host: platform:3000',
    ]);
  });

  it('have the path of the platform before that of the contract', () => {
    for (const baseUrl of ['https://host/trading', 'https://host/trading/'])
      expect(firstLines(baseUrl, 'POST', '/orders')).to.deep.equal([
        'POST /trading/orders HTTP/1.1',
        'Host: host',
      ]);
  });

  it('can have the whole address', () => {
    expect(firstLinesOfProxied('https://host/trading', 'GET', '/health')).to.deep.equal([
      'GET https://host/trading/health HTTP/1.1',
      'Host: host',
    ]);
    expect(firstLinesOfProxied('http://host:81', 'GET', '')).to.deep.equal([
      'GET http://host:81 HTTP/1.1',
      'Host: host:81',
    ]);
  });
});
