import { expect } from 'chai';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterThisTest, startPlatform } from '../../server/test-support';
import { Subscriber } from '../../support/actors/subscriber';
import { Evidence } from '../../support/evidence/evidence';
import { LoadClient } from '../../support/load/load-client';
import { Access } from '../../support/platform/access';
import { UnhealthyError, waitUntilHealthy } from '../../support/platform/health';
import { OrdersApi } from '../../support/platform/orders-api';
import {
  plainDescription,
  type PlatformDescription,
} from '../../support/run/settings/platform/description';
import fs from 'node:fs';
import { certificate, startGateway, type GatewayOptions } from './gateway';

const read = (name: Parameters<typeof certificate>[0]) =>
  fs.readFileSync(certificate(name), 'utf8');
const ca = [read('ca.pem')];
const key = 'abc-123-secret';

describe('a platform behind a gateway', () => {
  const behind = async (options: Partial<GatewayOptions>): Promise<string> => {
    const { url } = await startPlatform();
    const gateway = await startGateway({ target: new Access(url), ...options });
    afterThisTest(() => gateway.close());
    return gateway.url;
  };
  const accessTo = (baseUrl: string, description: Partial<PlatformDescription> = {}) =>
    new Access(baseUrl, { ...plainDescription(baseUrl), ...description });

  const ways: [string, Partial<GatewayOptions>, Partial<PlatformDescription>][] = [
    ['below a path', { prefix: '/trading' }, {}],
    ['with a private authority', { tls: true }, { tls: { ca } }],
    ['with a key', { key }, { headers: { 'X-API-Key': key } }],
    ['that is far away', { latency: 30 }, {}],
    [
      'with all of that, and a certificate of the suite',
      { tls: true, clientCertificate: true, prefix: '/trading', key, latency: 30 },
      {
        tls: { ca, cert: read('client.pem'), key: read('client.key') },
        headers: { 'X-API-Key': key },
      },
    ],
  ];
  for (const [name, options, description] of ways)
    it(`is reached by everything that speaks to it: ${name}`, async () => {
      const access = accessTo(await behind(options), description);
      const evidence = new Evidence();
      expect(await waitUntilHealthy(access, 2_000)).to.have.property('version');

      const subscribers = (['WebSocket', 'HTTP polling', 'plain WebSocket'] as const).map(
        (transport) => new Subscriber(transport, access, evidence, { transport, hasNetwork: true }),
      );
      for (const each of subscribers) {
        await each.connect();
        expect(await each.subscribe()).to.have.property('ok', true);
      }
      const client = new LoadClient(access);
      await client.open(1);
      const body = '{"symbol":"EURUSD","side":"BUY","quantity":1}';
      const placed = await client.send({ method: 'POST', path: '/orders', body });
      expect(placed.status).to.equal(201);
      const path = access.pathOf(placed.headers.location ?? '') ?? 'none';
      const found = await new OrdersApi(access, evidence).send({ method: 'GET', path });
      expect(found.body).to.have.property('symbol', 'EURUSD');
      const { orderId } = found.body as { orderId: string };
      for (const { log, name } of subscribers)
        expect((await log.until(() => log.of(orderId).length > 0, 5_000)).happened, name).to.equal(true); // prettier-ignore
      for (const each of subscribers) each.close();
      client.close();
    });

  it('is reached by clients that know nothing of all that, through another gateway', async () => {
    const hidden = { tls: true, clientCertificate: true, prefix: '/trading', key };
    const url = await behind(hidden);
    const target = accessTo(url, {
      tls: { ca, cert: read('client.pem'), key: read('client.key') },
      headers: { 'X-API-Key': key },
    });
    const way = await startGateway({ target });
    afterThisTest(() => way.close());
    const access = new Access(way.url);
    expect(await waitUntilHealthy(access, 2_000)).to.have.property('version');
    for (const transport of ['WebSocket', 'HTTP polling', 'plain WebSocket'] as const) {
      const subscriber = new Subscriber(transport, access, new Evidence(), { transport });
      await subscriber.connect();
      expect(await subscriber.subscribe(), transport).to.have.property('ok', true);
      subscriber.close();
    }
  });

  const failureOf = async (access: Access) => {
    const error: unknown = await waitUntilHealthy(access, 300).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(UnhealthyError);
    return error as UnhealthyError;
  };

  it('says what to do where a key is missing', async () => {
    const { reason, advice } = await failureOf(accessTo(await behind({ key })));
    expect(reason).to.match(/^it answered 401/);
    expect(advice).to.include('"apiKey"');
  });

  it('says what to do where its authority is unknown', async () => {
    const { reason, advice } = await failureOf(accessTo(await behind({ tls: true })));
    expect(reason).to.match(/^its certificate is by nobody that this machine trusts/);
    expect(advice).to.include('ca: ca.pem');
  });

  it('says what to do where it wants a certificate', async () => {
    const url = await behind({ tls: true, clientCertificate: true });
    const { reason, advice } = await failureOf(accessTo(url, { tls: { ca } }));
    expect(reason).to.equal('it wants to see a certificate of yours');
    expect(advice).to.include('clientCertificate');
  });

  it('says so where HTTP is spoken to HTTPS, and the other way round', async () => {
    const secure = await behind({ tls: true });
    const one = await failureOf(accessTo(secure.replace('https', 'http')));
    expect(one.reason).to.equal('HTTP was spoken to a port that speaks HTTPS');
    const open = await behind({ prefix: '/trading' });
    const other = await failureOf(accessTo(open.replace('http', 'https')));
    expect(other.reason).to.match(/^HTTPS was spoken to a port that speaks HTTP/);
  });

  describe('and a proxy of HTTP', () => {
    let proxied: string[];
    const proxy = async (password?: string): Promise<string> => {
      proxied = [];
      const sockets = new Set<Socket>();
      const server = http.createServer();
      server.on('connection', (socket: Socket) => sockets.add(socket));
      server.on('connect', ({ url = '', headers }: http.IncomingMessage, client: Socket) => {
        proxied.push(url);
        client.on('error', () => undefined);
        const asked = headers['proxy-authorization'];
        if (password && asked !== `Basic ${Buffer.from(`me:${password}`).toString('base64')}`)
          return client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        const [host, port] = url.split(':');
        const there = net.connect({ host, port: Number(port) }, () => {
          client.write('HTTP/1.1 200 Connection established\r\n\r\n');
          client.pipe(there).pipe(client);
        });
        sockets.add(there.on('error', () => client.destroy()));
        return undefined;
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      afterThisTest(() => {
        for (const each of sockets) each.destroy();
        server.close();
      });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };

    it('is reached through that', async () => {
      const url = await behind({ tls: true });
      const server = await proxy('sesame');
      const through = { server, bypass: [], username: 'me', password: 'sesame' };
      const access = accessTo(url, { tls: { ca }, proxy: through });
      expect(await waitUntilHealthy(access, 2_000)).to.have.property('version');
      const load = new LoadClient(access);
      afterThisTest(() => load.close());
      await load.open(3);
      expect((await load.send({ method: 'GET', path: '/health' })).status).to.equal(200);
      // By its name each time: what number it has for the proxy is the proxy's to know.
      expect(new Set(proxied)).to.deep.equal(new Set([new URL(url).host]));
    });

    it('is reached without it where that is said', async () => {
      const url = await behind({});
      const access = accessTo(url, { proxy: { server: await proxy(), bypass: ['localhost'] } });
      expect(await waitUntilHealthy(access, 2_000)).to.have.property('version');
      expect(proxied).to.deep.equal([]);
    });

    it('says what the proxy said', async () => {
      const access = accessTo(await behind({}), {
        proxy: { server: await proxy('sesame'), bypass: [] },
      });
      expect((await failureOf(access)).reason).to.match(/^the proxy .* answered 407/);
    });
  });
});
