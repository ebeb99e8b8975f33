import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Access } from '../platform/access';
import { deadlines } from '../run/settings/deadlines';
import { LoadClient, NoAnswer } from './load-client';

const placing = { method: 'POST', path: '/orders', body: '{"side":"BUY"}' };

describe('the client of a load', () => {
  const servers: net.Server[] = [];
  const clients: LoadClient[] = [];
  const connections = new Set<net.Socket>();

  const listen = async (server: net.Server): Promise<string> => {
    servers.push(server);
    server.on('connection', (socket: net.Socket) => connections.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const clientOf = (baseUrl: string): LoadClient => {
    clients.push(new LoadClient(new Access(baseUrl)));
    return clients.at(-1)!;
  };
  const reasonOf = async (attempt: Promise<unknown>): Promise<string> => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(NoAnswer);
    return (error as NoAnswer).message;
  };

  afterEach(() => {
    for (const each of clients.splice(0)) each.close();
    for (const each of connections) each.destroy();
    connections.clear();
    for (const each of servers.splice(0)) each.close();
  });

  it('waits for all of an answer no longer than for its beginning', async () => {
    const given = deadlines.answer;
    (deadlines as { answer: number }).answer = 200;
    try {
      const baseUrl = await listen(
        http.createServer((_, response) => {
          const timer = setInterval(() => response.write(' '), 20);
          response.once('close', () => clearInterval(timer));
        }),
      );
      expect(await reasonOf(clientOf(baseUrl).send(placing))).to.match(/timeout after 200 ms/);
    } finally {
      (deadlines as { answer: number }).answer = given;
    }
  });

  it('reads no more of an answer than an order can be long', async () => {
    const baseUrl = await listen(
      http.createServer((_, response) => response.end('x'.repeat(3 * 1024 * 1024))),
    );
    expect(await reasonOf(clientOf(baseUrl).send(placing))).to.match(/without an end/);
  });

  it('sends each request over a connection that is open already', async () => {
    const seen: string[] = [];
    const baseUrl = await listen(
      http.createServer((request, response) => {
        let body = '';
        request.on('data', (part: Buffer) => (body += part.toString()));
        request.on('end', () => {
          seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
          response.writeHead(201, { Location: '/orders/1' }).end('{"orderId":"1"}');
        });
      }),
    );
    const client = clientOf(`${baseUrl}/desk`);
    await client.open(3);
    seen.length = 0;
    const answers = await Promise.all([1, 2, 3].map(() => client.send(placing)));
    expect(connections.size, 'three to warm up, and three for these').to.equal(6);
    expect(new Set(seen)).to.deep.equal(
      new Set(['POST /desk/orders application/json {"side":"BUY"}']),
    );
    for (const { status, headers, body, sentAt, answeredAt } of answers) {
      expect({ status, body }).to.deep.equal({ status: 201, body: { orderId: '1' } });
      expect(headers.location).to.equal('/orders/1');
      expect(answeredAt).to.be.above(sentAt);
    }
  });

  it('takes a refusal for an answer', async () => {
    const baseUrl = await listen(http.createServer((_, response) => response.writeHead(503).end()));
    const { status, body } = await clientOf(baseUrl).send(placing);
    expect({ status, body }).to.deep.equal({ status: 503, body: undefined });
  });

  it('opens another connection where one has been closed meanwhile', async () => {
    const baseUrl = await listen(http.createServer((_, response) => response.end('{}')));
    const client = clientOf(baseUrl);
    await client.open(1);
    // A server's side is closed only when the client's is, too.
    await Promise.all(
      [...connections].map((each) => new Promise((closed) => each.once('close', closed).end())),
    );
    expect((await client.send(placing)).status).to.equal(200);
  });

  it('says in a word why there was no answer', async () => {
    const closed = await listen(net.createServer((socket) => socket.destroy()));
    expect(await reasonOf(clientOf(closed).send(placing))).to.equal('no answer: ECONNRESET');
    const half = net.createServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
    );
    expect(await reasonOf(clientOf(await listen(half)).send(placing))).to.equal(
      'no answer: ECONNRESET',
    );
    const nobody = clientOf('http://127.0.0.1:1');
    await nobody.open(2);
    expect(await reasonOf(nobody.send(placing))).to.equal('no answer: ECONNREFUSED');
  });
});
