import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { exchange } from './raw-exchange';

describe('an exchange by hand', () => {
  let server: Server;
  let received: string;
  let closed: Promise<unknown>;

  afterEach(() => void server.close());

  /** What comes of it where a server answers with these bytes, and hangs up if it does. */
  async function answered(bytes: string, hangsUp = false, request = 'GET / HTTP/1.1\r\n\r\n') {
    received = '';
    let finished: (value: unknown) => void = () => undefined;
    closed = new Promise((resolve) => (finished = resolve));
    server = createServer((socket: Socket) => {
      socket.on('error', () => undefined).on('close', finished);
      socket.once('data', (data) => {
        received += data.toString();
        if (hangsUp) socket.end(bytes);
        else socket.write(bytes);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return exchange(connect(port, '127.0.0.1'), request);
  }

  const answer = (...lines: string[]) => ['HTTP/1.1 200 OK', ...lines].join('\r\n');

  it('sends the bytes as they stand, and nothing else', async () => {
    await answered(answer('Content-Length: 0', '', ''), true, 'Good morning\r\n\r\n');
    await closed;
    expect(received).to.equal('Good morning\r\n\r\n');
  });

  const whole: [string, string, boolean?][] = [
    ['of a certain length', answer('Content-Length: 7', '', '{"a":1}')],
    [
      'in chunks',
      answer('Transfer-Encoding: chunked', '', '3', '{"a', '4;x=y', '":1}', '0', '', ''),
    ],
    ['that ends with the connection', answer('', '{"a":1}'), true],
    ['after interim ones', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${answer('Content-Length: 7', '', '{"a":1}')}`], // prettier-ignore
  ];
  for (const [what, bytes, hangsUp] of whole)
    it(`reads an answer ${what}`, async () => {
      const { status, text, body } = await answered(bytes, hangsUp);
      expect({ status, text, body }).to.deep.equal({
        status: 200,
        text: '{"a":1}',
        body: { a: 1 },
      });
      await closed;
    });

  it('reads headers in any case, and several lines of one', async () => {
    const lines = ['aLLoW: GET', 'ALLOW: POST', 'content-LENGTH: 0', '', ''];
    const { headers } = await answered(answer(...lines));
    expect(headers).to.include({ allow: 'GET, POST', 'content-length': '0' });
  });

  it('takes a change of the protocol for the answer', async () => {
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Connection: Upgrade',
      'Upgrade: h2c',
      '',
      '',
    ];
    expect((await answered(lines.join('\r\n'))).status).to.equal(101);
    await closed;
  });

  const none: [string, string, RegExp][] = [
    ['nothing', '', /hang up/],
    ['an answer that is cut short', answer('Content-Length: 8', '', '{"a":1}'), /aborted/],
    ['chunks without an end', answer('Transfer-Encoding: chunked', '', '3', '{"a', ''), /aborted/],
    ['half a head', 'HTTP/1.1 200 OK\r\nContent-', /hang up/],
    ['something else than HTTP', 'Good morning\r\n\r\n', /Parse Error/],
  ];
  for (const [what, bytes, reason] of none)
    it(`fails on ${what}`, async () => {
      const error: unknown = await answered(bytes, true).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(Error);
      expect((error as Error).message).to.match(reason);
    });
});
