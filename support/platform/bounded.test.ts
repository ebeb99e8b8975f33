import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { WebSocketServer } from 'ws';
import { FailureError, type Failure } from '../contract/failure';
import { Evidence } from '../evidence/evidence';
import { Access } from './access';
import { SocketIoConnection } from './connections/socket-io-connection';
import { WebSocketConnection } from './connections/websocket-connection';
import { UnhealthyError, waitUntilHealthy } from './health';
import { OrdersApi } from './orders-api';

const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));

/** Answers that have no end, or lead away, by their paths. */
const answers: Record<string, (response: http.ServerResponse, elsewhere: string) => unknown> = {
  '/endless': (response) => {
    const part = Buffer.alloc(64 * 1024, 'x');
    const more = () => {
      while (!response.destroyed && response.write(part));
      response.once('drain', more);
    };
    more();
  },
  '/bomb': (response) => response.setHeader('Content-Encoding', 'gzip').end(bomb),
  '/away': (response, elsewhere) => response.writeHead(302, { Location: elsewhere }).end(),
  '/round': (response) => response.writeHead(302, { Location: '/round' }).end(),
  '/nowhere': (response) => response.writeHead(302).end(),
  '/deep': (response) => response.end('['.repeat(1_000_000)),
};

describe('an answer of a platform', () => {
  let asked: string[];
  let servers: http.Server[];
  let access: Access;
  let answer: string;

  beforeEach(async () => {
    [asked, servers, answer] = [[], [], ''];
    const elsewhere = await listen((_, response) => {
      asked.push('elsewhere');
      response.end('{"status":"ok"}');
    });
    const url = await listen((request, response) => {
      const path = answer || (request.url ?? '');
      answers[path]?.(response, `${elsewhere}/health`);
    });
    access = new Access(url);
  });
  afterEach(() => {
    for (const each of servers) {
      each.close();
      each.closeAllConnections();
    }
  });

  async function listen(handler: http.RequestListener): Promise<string> {
    const server = http.createServer(handler);
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function failureOf(path: string): Promise<Failure | undefined> {
    const api = new OrdersApi(access, new Evidence());
    const error: unknown = await api.send({ method: 'GET', path }).catch((each: unknown) => each);
    return error instanceof FailureError ? error.failures[0] : undefined;
  }

  for (const path of ['/endless', '/bomb'])
    it(`is read no further than 16 MiB: ${path}`, async () => {
      const failure = await failureOf(path);
      expect(failure?.sentence).to.match(/is answered without an end$/);
      expect(failure?.seen).to.match(/^an answer of more than 16 MiB/);
    });

  it('leads nowhere but to the platform', async () => {
    expect((await failureOf('/away'))?.sentence).to.match(/leads to another address$/);
    expect((await failureOf('/round'))?.seen).to.match(/^ERR_FR_TOO_MANY_REDIRECTS/);
    expect(asked).to.deep.equal([]);
  });

  it('is no JSON where it is too deep', async () => {
    const { body } = await new OrdersApi(access, new Evidence()).send({ method: 'GET', path: '/deep' }); // prettier-ignore
    expect(body).to.equal(undefined);
  });

  it('leads the question for its health nowhere else', async () => {
    for (answer of ['/away', '/round', '/endless']) {
      const error: unknown = await waitUntilHealthy(access, 300).catch((each: unknown) => each);
      expect(error, answer).to.be.instanceOf(UnhealthyError);
    }
    expect(asked).to.deep.equal([]);
  });

  it('leads a poll nowhere else, and is read no further than 8 MiB', async () => {
    const listener = { event: () => undefined, lost: () => undefined };
    for (answer of ['/away', '/nowhere', '/endless', '/bomb']) {
      const connection = new SocketIoConnection(access, new Evidence(), listener, 'HTTP polling');
      expect((await connection.open())?.reason, answer).to.match(/^(xhr poll|server) error\b/);
      connection.leave();
    }
    expect(asked).to.deep.equal([]);
  });

  it('ends a connection by a frame of more than 1 MiB, and by frames without an end', async () => {
    const many = 50_000;
    for (const frames of [['x'.repeat(2 * 1024 * 1024)], Array<string>(many).fill('{}')]) {
      const server = http.createServer();
      servers.push(server);
      new WebSocketServer({ server }).on('connection', (socket) => {
        socket.send('{"type":"subscribed"}');
        for (const each of frames) socket.send(each);
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      let taken = 0;
      await new Promise<void>((resolve) => {
        const listener = { event: () => (taken += 1), lost: () => resolve() };
        const connection = new WebSocketConnection(new Access(url), new Evidence(), listener, 'x');
        connection.ask('subscribe', [], () => undefined);
      });
      expect(taken).to.be.below(many);
    }
  });
});
