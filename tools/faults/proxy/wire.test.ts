import http, { type Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { WebSocket, WebSocketServer } from 'ws';
import type { Wire } from '../fault';
import { behindProxies } from './test-support';

const frame = { type: 'subscribed', room: 'orders', epoch: 'é', sequence: 1 };

/** Answers everything alike, and lets in who asks for `/ws` alone. */
class OnePlatform {
  url = '';
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly server: Server = http.createServer((req, res) => {
    if (req.method === 'DELETE') res.writeHead(204).end();
    else res.writeHead(200, { 'Content-Type': 'text/plain', Allow: 'GET' }).end('grüezi');
  });

  async listen(): Promise<void> {
    this.server.on('upgrade', (req, socket, head) => {
      if (req.url !== '/ws') socket.end('HTTP/1.1 400 Bad Request\r\nAllow: GET\r\n\r\ngrüezi');
      else
        this.sockets.handleUpgrade(req, socket, head, (client) =>
          client.send(JSON.stringify(frame)),
        );
    });
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const each of this.sockets.clients) each.terminate();
    this.server.close();
  }
}

describe('what arrives by the wire', () => {
  const { proxied } = behindProxies(() => new OnePlatform());

  /** The bytes of an answer, up to their end. */
  async function received(wire: Wire, request = 'GET / HTTP/1.1', ...headers: string[]) {
    const { url } = await proxied(() => ({ wire }));
    const lines = [request, 'Host: x', 'Connection: close', ...headers, '', ''];
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(lines.join('\r\n'));
    let text = '';
    for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
    return text;
  }

  const handshake = [
    ...['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];

  it('is as long as it says, where nothing is said', async () => {
    const text = await received({});
    expect(text)
      .to.match(/^HTTP\/1.1 200 OK\r\n/)
      .and.match(/\r\ncontent-length: 7\r\n/);
    expect(text.endsWith('\r\n\r\ngrüezi')).to.equal(true);
  });

  it('can come in chunks', async () => {
    const text = await received({ framing: 'chunked' });
    expect(text)
      .to.match(/transfer-encoding: chunked/i)
      .and.not.match(/content-length/i);
    expect(text.split('\r\n\r\n')[1]).to.match(/^3\r\ngr.\r\n/);
  });

  it('can end with the connection', async () => {
    const text = await received({ framing: 'until the end' });
    expect(text)
      .to.match(/connection: close/i)
      .and.not.match(/content-length|transfer-encoding/i);
    expect(text.endsWith('\r\n\r\ngrüezi')).to.equal(true);
  });

  it('can be the last on its connection', async () => {
    const { url } = await proxied(() => ({ wire: { isLast: true } }));
    expect((await fetch(url)).headers.get('connection')).to.equal('close');
  });

  it('has no body where none is due', async () => {
    for (const framing of ['chunked', 'until the end'] as const)
      for (const request of ['DELETE / HTTP/1.1', 'HEAD / HTTP/1.1'])
        expect((await received({ framing }, request)).endsWith('\r\n\r\n')).to.equal(true);
  });

  it('can come behind interim answers', async () => {
    const text = await received({ hasInterim: true });
    expect(text).to.match(/^HTTP\/1.1 102 .*\r\n\r\nHTTP\/1.1 103 [^]*\r\n\r\nHTTP\/1.1 200 OK/);
  });

  it('can have its headers in another case, and no reason', async () => {
    const text = await received({ headerName: (name) => name.toUpperCase(), reason: '' });
    expect(text).to.match(/^HTTP\/1.1 200 \r\n/);
    expect(text).to.include('\r\nALLOW: GET\r\n').and.include('\r\nCONTENT-LENGTH: 7\r\n');
  });

  it('is a refusal of a handshake as well', async () => {
    const wire: Wire = { framing: 'chunked', headerName: (name) => name.toUpperCase() };
    const text = await received(wire, 'GET /ws?x=1 HTTP/1.1', ...handshake);
    expect(text)
      .to.match(/^HTTP\/1.1 400 Bad Request\r\n/)
      .and.include('ALLOW: GET');
    expect(text).to.match(/transfer-encoding: chunked/i);
  });

  it('can be messages in pieces, and other JSON', async () => {
    const json = (value: unknown) => ` ${JSON.stringify(value)} `;
    const { url } = await proxied(() => ({ wire: { isInPieces: true, json } }));
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    const pieces: boolean[] = [];
    socket.once('upgrade', ({ socket: raw }) =>
      raw.prependListener('data', (data: Buffer) => {
        for (let at = 0; at < data.length; at += 2 + (data[at + 1] ?? 0))
          pieces.push((data[at] & 0x80) !== 0);
      }),
    );
    const [message] = (await once(socket, 'message')) as [Buffer];
    expect(message.toString()).to.equal(json(frame));
    expect(pieces).to.deep.equal([false, false, true]);
    socket.terminate();
  });
});
