import { once } from 'node:events';
import net from 'node:net';
import { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { pino } from 'pino';
import { readVersion } from '../contract/documents';
import type { Health } from '../contract/types';
import { afterThisTest, startPlatform } from '../test-support';

describe('the platform over HTTP', () => {
  let url: string;
  beforeEach(async () => {
    ({ url } = await startPlatform());
  });

  const wrongMethods: [method: string, path: string, allow: string][] = [
    ['PUT', '/orders', 'GET, POST'],
    ['DELETE', '/orders', 'GET, POST'],
    ['OPTIONS', '/orders', 'GET, POST'],
    ['POST', '/orders/abc', 'GET, DELETE'],
    ['PATCH', '/orders/%ZZ', 'GET, DELETE'],
    ['POST', '/health', 'GET'],
    ['DELETE', '/openapi.json', 'GET'],
    ['PUT', '/asyncapi.json', 'GET'],
    ['POST', '/api-docs', 'GET'],
    ['POST', '/test-results', 'GET'],
    ['POST', '/', 'GET'],
  ];
  for (const [method, path, allow] of wrongMethods) {
    it(`refuses ${method} ${path}, and says what is allowed`, async () => {
      const response = await fetch(url + path, { method });
      expect(response.status).to.equal(405);
      expect(response.headers.get('allow')).to.equal(allow);
      expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(await response.json()).to.include({ status: 405 });
    });
  }

  for (const path of ['/nothing', '/orders/', '/Orders', '/orders/a/b', '/%ZZ', '/api-docs/x']) {
    it(`knows no path ${path}`, async () => {
      const response = await fetch(url + path);
      expect(response.status).to.equal(404);
      expect(await response.json()).to.include({
        type: 'urn:trading-platform:problem:path-unknown',
        status: 404,
      });
    });
  }

  it('serves HEAD like GET, without a body', async () => {
    for (const path of [
      '/orders',
      '/health',
      '/openapi.json',
      '/api-docs/',
      '/test-results',
      '/',
    ]) {
      const response = await fetch(url + path, { method: 'HEAD' });
      expect(response.status, path).to.equal(200);
      expect(await response.text(), path).to.equal('');
    }
    expect((await fetch(`${url}/orders/abc`, { method: 'HEAD' })).status).to.equal(400);
  });

  it('tells its health', async () => {
    const health = (await (await fetch(`${url}/health`)).json()) as Health;
    expect(health.uptimeSeconds).to.be.at.least(0);
    expect({ ...health, uptimeSeconds: 0 }).to.deep.equal({
      status: 'ok',
      version: readVersion(),
      uptimeSeconds: 0,
      orders: { PENDING: 0, EXECUTED: 0, CANCELLED: 0 },
      subscribers: 0,
    });
  });

  it('serves both contract documents', async () => {
    for (const [path, member] of [
      ['/openapi.json', 'openapi'],
      ['/asyncapi.json', 'asyncapi'],
    ]) {
      const response = await fetch(url + path);
      expect(response.headers.get('content-type')).to.match(/^application\/json/);
      expect(await response.json()).to.have.property(member);
    }
  });

  it('serves Swagger UI for its own document, with everything it loads', async () => {
    const page = await (await fetch(`${url}/api-docs`)).text();
    expect(page).to.include('<title>Trading platform API</title>');
    for (const [, asset] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(asset).to.match(/^\.\//);
      expect((await fetch(new URL(asset, `${url}/api-docs/`))).status, asset).to.equal(200);
    }
    const init = await (await fetch(`${url}/api-docs/swagger-ui-init.js`)).text();
    expect(init).to.match(/"swaggerUrl": "\.\.\/openapi.json"/);
    expect(init).to.match(/"validatorUrl": null/);
  });

  describe('called by a browser', () => {
    const preflight = (origin: string) =>
      fetch(`${url}/orders`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'content-type,idempotency-key',
        },
      });

    it('answers preflight requests, and shows scripts the headers that matter', async () => {
      const asked = await preflight('https://a.example');
      expect(asked.status).to.equal(204);
      expect(asked.headers.get('access-control-allow-origin')).to.equal('*');
      expect(asked.headers.get('access-control-allow-methods')).to.include('DELETE');
      expect(asked.headers.get('access-control-allow-headers')).to.equal(
        'content-type,idempotency-key',
      );
      const answered = await fetch(`${url}/orders/abc`, {
        headers: { Origin: 'https://a.example' },
      });
      expect(answered.headers.get('access-control-expose-headers')).to.equal(
        'Location,Link,Allow,Retry-After',
      );
    });

    it('lets in only the origins that it is told to', async () => {
      const origins = 'https://a.example,https://b.example';
      ({ url } = await startPlatform({ CORS_ORIGIN: origins }));
      const allowed = async (origin: string) =>
        (await preflight(origin)).headers.get('access-control-allow-origin');
      expect(await allowed('https://b.example')).to.equal('https://b.example');
      expect(await allowed('https://c.example')).to.equal(null);
    });
  });

  it('logs each request once, and nothing of its headers', async () => {
    const lines: Record<string, unknown>[] = [];
    const write = (line: Buffer, _encoding: string, done: () => void) => {
      lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
      done();
    };
    ({ url } = await startPlatform({}, { logger: pino(new Writable({ write })) }));
    await (await fetch(`${url}/health`)).text();
    await (await fetch(`${url}/nothing`)).text();
    expect(lines.map(({ req, res }) => ({ req, res }))).to.deep.equal([
      { req: { id: 1, method: 'GET', url: '/health' }, res: { statusCode: 200 } },
      { req: { id: 2, method: 'GET', url: '/nothing' }, res: { statusCode: 404 } },
    ]);
  });

  /** Everything that comes back for these pieces, until the platform closes the connection. */
  async function raw(...pieces: string[]): Promise<string> {
    const { port } = new URL(url);
    const socket = net.connect(Number(port), '127.0.0.1');
    afterThisTest(() => socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    const closed = once(socket, 'close');
    for (const piece of pieces) {
      await new Promise((resolve) => socket.write(piece, resolve));
      await nextTurn();
    }
    await closed;
    return answer;
  }

  it('answers what is not even HTTP with a problem document, too', async () => {
    const answer = await raw('GARBAGE\r\n\r\n');
    expect(answer).to.match(/^HTTP\/1.1 400 .*Content-Type: application\/problem\+json/s);
  });

  it('reads an address with scheme and host, as proxies send it', async () => {
    const answer = await raw(
      `GET http://elsewhere:99999/health?a=%ZZ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).to.match(/^HTTP\/1.1 200 /);
  });

  const order = '{"symbol":"EURUSD","side":"BUY","quantity":1}';
  const close = 'Connection: Upgrade, close';
  const posted = (...lines: string[]) =>
    ['POST /orders HTTP/1.1', 'Host: a', 'Content-Type: application/json', ...lines].join('\r\n');
  const chunks = `${order.length.toString(16)}\r\n${order}\r\n0\r\n\r\n`;
  const webSocket = 'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='; // prettier-ignore
  const offers: [what: string, bytes: string, status: number][] = [
    ['HTTP/2', `GET /health HTTP/1.1\r\nHost: a\r\n${close}\r\nUpgrade: h2c\r\n\r\n`, 200],
    ['TLS', `OPTIONS /health HTTP/1.1\r\nHost: a\r\n${close}\r\nUpgrade: TLS/1.2\r\n\r\n`, 405],
    ['a WebSocket where there is none', `GET /health HTTP/1.1\r\nHost: a\r\n${close}\r\n${webSocket}\r\n\r\n`, 200], // prettier-ignore
    ['HTTP/2, with a body', `${posted('Connection: Upgrade, HTTP2-Settings, close', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk', `Content-Length: ${order.length}`)}\r\n\r\n${order}`, 201], // prettier-ignore
    ['HTTP/2, with a body in chunks', `${posted(close, 'Upgrade: h2c', 'Transfer-Encoding: chunked')}\r\n\r\n${chunks}`, 201], // prettier-ignore
    ['a WebSocket, with a body', `${posted(close, webSocket, `Content-Length: ${order.length}`)}\r\n\r\n${order}`, 201], // prettier-ignore
    ['HTTP/2, with a body over the limit', `${posted(close, 'Upgrade: h2c', 'Content-Length: 16385')}\r\n\r\n${order.padEnd(16385)}`, 413], // prettier-ignore
    ['HTTP/2, with a head as long as can be', `GET /health HTTP/1.1\r\nHost: a\r\n${close}\r\nUpgrade: h2c\r\n${'a:\r\n'.repeat(3900)}\r\n`, 200], // prettier-ignore
  ];
  for (const [what, bytes, status] of offers)
    it(`passes over an offer of ${what}`, async () => {
      expect(await raw(bytes)).to.match(new RegExp(`^HTTP/1.1 ${status} `));
      expect(await raw(...bytes.split(/(?<=\r\n\r\n)/))).to.match(
        new RegExp(`^HTTP/1.1 ${status} `),
      );
    });

  it('passes over an offer of who waits to be told to go on', async () => {
    const head = posted('Expect: 100-continue', close, 'Upgrade: h2c', `Content-Length: ${order.length}`); // prettier-ignore
    expect(await raw(`${head}\r\n\r\n`, order)).to.match(
      /^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 201 /,
    );
  });

  it('answers one after the other what offers something between other requests', async () => {
    ({ url } = await startPlatform({ ENDPOINT_DELAY_MS: '50-50' }));
    const asks = (path: string, ...more: string[]) =>
      [`GET ${path} HTTP/1.1`, 'Host: a', ...more, '', ''].join('\r\n');
    const offering = ['Connection: Upgrade', 'Upgrade: h2c'];
    const answers = await raw(
      asks('/orders') +
        asks('/health', ...offering) +
        `${posted(...offering, `Content-Length: ${order.length}`)}\r\n\r\n${order}` +
        asks('/nothing', ...offering) +
        asks('/orders/x', 'Connection: close'),
    );
    const statuses = [...answers.matchAll(/HTTP\/1.1 (\d+) /g)].map(([, status]) => status);
    expect(statuses).to.deep.equal(['200', '200', '201', '404', '400']);
  });

  it('looks at the last of thousands of headers and parameters', async () => {
    const head = 'POST /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
    const headers = `${'a:\r\n'.repeat(2100)}Idempotency-Key: two words\r\n`;
    const type = `Content-Type: application/json\r\nContent-Length: ${order.length}\r\n`;
    expect(await raw(`${head}${type}${headers}\r\n${order}`)).to.match(/^HTTP\/1.1 400 /);
    expect((await fetch(`${url}/orders?${'&'.repeat(2000)}limit=0`)).status).to.equal(400);
  });
});
