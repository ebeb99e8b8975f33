import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { afterThisTest } from '../test-support';
import { passOverOffers } from './requests/protocol-offers';
import { RequestsInFlight } from './requests/requests-in-flight';
import { closeStalled } from './stalled';

describe('a connection over which nothing goes', () => {
  const requests = new RequestsInFlight();
  let server: http.Server;
  let answer: (text: string) => void;

  beforeEach(async () => {
    server = http.createServer({ keepAliveTimeout: 30 }, (_req, res) => {
      requests.add(res);
      answer = (text) => res.end(text);
      server.emit('asked');
    });
    closeStalled(server, (socket) => requests.isWaiting(socket), 30);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    afterThisTest(() => {
      server.closeAllConnections();
      server.close();
    });
  });

  /** @param offer what is asked behind it, with an offer of another protocol */
  async function ask(offer = ''): Promise<net.Socket> {
    const client = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
    afterThisTest(() => client.destroy());
    client.on('error', () => {}).write(`GET / HTTP/1.1\r\nHost: a\r\n\r\n${offer}`);
    await once(server, 'asked');
    return client;
  }

  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));

  it('is closed where the client does not read its answer', async () => {
    const client = await ask();
    client.pause();
    answer('x'.repeat(20_000_000));
    while ((await connections()) > 0) await new Promise(setImmediate);
  });

  it('is closed as well where another protocol is offered behind what is not read', async () => {
    passOverOffers(server, []);
    const client = await ask(
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
    );
    client.pause();
    answer('x'.repeat(20_000_000));
    while ((await connections()) + requests.count > 0) await new Promise(setImmediate);
  });

  it('stays open while the answer is not due, and is closed when nothing more is asked', async () => {
    const client = await ask();
    await once(server, 'timeout');
    answer('here');
    const [text] = (await once(client, 'data')) as [Buffer];
    expect(text.toString()).to.match(/here$/);
    await once(client, 'close');
  });
});
