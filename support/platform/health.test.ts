import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Access } from './access';
import { UnhealthyError, waitUntilHealthy } from './health';

describe('waitUntilHealthy', () => {
  let server: http.Server;
  let baseUrl: string;
  let answers: { status: number; body: string }[];

  beforeEach((done) => {
    server = http.createServer((_request, response) => {
      const { status, body } = answers.length > 1 ? answers.shift()! : answers[0];
      response.writeHead(status).end(body);
    });
    server.listen(0, '127.0.0.1', () => {
      baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  afterEach(() => server.close());

  const well = { status: 200, body: '{"status":"ok","version":"1.2.3"}' };
  const failureOf = async (url: string) => {
    const error: unknown = await waitUntilHealthy(new Access(url), 1_500).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(UnhealthyError);
    return error as UnhealthyError;
  };

  it('returns the version of a healthy platform', async () => {
    answers = [well];
    expect(await waitUntilHealthy(new Access(baseUrl), 5_000)).to.deep.equal({ version: '1.2.3' });
  });

  it('asks again until it is well', async () => {
    answers = [{ status: 503, body: 'starting' }, well];
    expect(await waitUntilHealthy(new Access(baseUrl), 5_000)).to.deep.equal({ version: '1.2.3' });
  });

  it('takes a platform without health for there whose list is longer than any page', async () => {
    answers = [{ status: 200, body: `[${'{"orderId":"1"},'.repeat(100_000)}{}]` }];
    expect(await waitUntilHealthy(new Access(baseUrl), 300, undefined, false)).to.deep.equal({
      version: 'unknown',
    });
    answers = [{ status: 404, body: 'no health' }, ...answers];
    expect(await waitUntilHealthy(new Access(baseUrl), 10)).to.deep.equal({ version: 'unknown' });
  });

  it('takes a platform for there that lists orders and has no health, once time is up', async () => {
    const platform = http.createServer(({ url }, response) =>
      response.writeHead(url === '/orders' ? 200 : 404).end('[]'),
    );
    await once(platform.listen(0, '127.0.0.1'), 'listening');
    const { port } = platform.address() as AddressInfo;
    const access = new Access(`http://127.0.0.1:${port}`);
    expect(await waitUntilHealthy(access, 300)).to.deep.equal({ version: 'unknown' });
    platform.close();
  });

  it('gives up with what it was answered last', async () => {
    answers = [{ status: 200, body: '<html>another server</html>' }];
    const { url, reason, answered } = await failureOf(baseUrl);
    expect(answered).to.equal(true);
    expect(url).to.equal(`${baseUrl}/health`);
    expect(reason).to.equal('it answered 200 <html>another server</html>');
  });

  it('gives up when every connection is closed before an answer', async () => {
    const closing = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(closing, 'listening');
    const { port } = closing.address() as AddressInfo;
    const { reason } = await failureOf(`http://127.0.0.1:${port}`);
    closing.close();
    expect(reason).to.match(/hang up|ECONNRESET/);
  });

  it('gives up when no answer comes', async () => {
    const silent = net.createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { reason } = await failureOf(`http://127.0.0.1:${port}`);
    silent.close();
    expect(reason).to.equal('no answer');
  });

  it('gives up with the real error when nobody listens', async () => {
    answers = [well];
    await new Promise((resolve) => server.close(resolve));
    const { reason, answered } = await failureOf(baseUrl);
    expect(reason).to.include('ECONNREFUSED');
    expect(answered).to.equal(false);
  });

  it('says once that it waits, when that takes longer than a moment', async () => {
    answers = [{ status: 503, body: 'starting' }];
    const said: string[] = [];
    await waitUntilHealthy(new Access(baseUrl), 3_000, (_url, reason) => said.push(reason)).catch(
      () => {},
    );
    expect(said).to.deep.equal(['it answered 503 starting']);
  });
});
