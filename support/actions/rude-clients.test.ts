import http, { type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Access } from '../platform/access';
import type { TradingWorld } from '../world';
import { rudeClients, type Rudeness } from './rude-clients';

describe('rude clients', () => {
  let server: Server;
  const endings: (() => unknown)[] = [];
  let arrived: string[];
  let gone: number;
  let seen: () => void;

  beforeEach(async () => {
    arrived = [];
    gone = 0;
    seen = () => undefined;
    server = http.createServer((req) => {
      arrived.push(`${req.method} ${req.url} at ${req.headers.host}`);
      req.on('error', () => undefined);
      req.socket.once('close', () => {
        gone += 1;
        seen();
      });
      seen();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });

  afterEach(() => {
    for (const end of endings.splice(0)) end();
    server.close();
  });

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => (seen = resolve));
  }

  async function come(rudeness: Rudeness) {
    const { port } = server.address() as AddressInfo;
    const access = new Access(`http://127.0.0.1:${port}/trading`);
    const afterwards = (end: () => unknown) => endings.push(end);
    await rudeClients[rudeness]({ api: { access }, afterwards } as unknown as TradingWorld, 3);
    return `/trading/orders at 127.0.0.1:${port}`;
  }

  it('can send a whole request and go away', async () => {
    const where = await come('sent a request and went away');
    await until(() => gone === 3);
    expect(arrived).to.deep.equal(Array.from({ length: 3 }, () => `GET ${where}`));
  });

  it('can leave a request unfinished until the end of the scenario', async () => {
    const where = await come('never finish their request');
    await until(() => arrived.length === 3);
    expect(arrived).to.deep.equal(Array.from({ length: 3 }, () => `POST ${where}`));
    expect({ gone, endings: endings.length }).to.deep.equal({ gone: 0, endings: 3 });
  });
});
