import http, { type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { FailureError } from '../contract/failure';
import { Evidence } from '../evidence/evidence';
import { Access } from '../platform/access';
import type { TradingWorld } from '../world';
import { bytesOf, rawRequestNames, sendRaw, type RawRequestName } from './raw-requests';

describe('a request by hand', () => {
  it('is for the platform, whatever its address', () => {
    const isElsewhere = (name: RawRequestName) => {
      const [line = '', host] = bytesOf(new Access('https://host:81/trading'), name).split('\r\n');
      const isFor = /^(GET|POST) (https:\/\/host:81)?\/trading(\/\S+)? HTTP\/1\.1$/.test(line);
      return host !== 'Host: host:81' || !(isFor || line === 'Good morning');
    };
    expect(rawRequestNames.filter(isElsewhere)).to.deep.equal([]);
  });

  describe('to a platform', () => {
    let server: Server;

    afterEach(() => void server.close());

    async function sent(name: RawRequestName, listener: RequestListener) {
      server = http.createServer(listener);
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const baseUrl = `http://127.0.0.1:${port}/trading`;
      const evidence = new Evidence();
      const answer = await sendRaw(
        { api: { access: new Access(baseUrl) }, evidence } as TradingWorld,
        name,
      );
      return { answer, baseUrl, evidence };
    }

    it('gets its answer, which is evidence', async () => {
      const { answer, baseUrl, evidence } = await sent('an order in chunks', (req, res) => {
        req.setEncoding('utf8').on('data', (text: string) => res.write(text));
        req.on('end', () => res.end());
      });
      expect(answer).to.deep.include({
        ...{ status: 200, url: `${baseUrl}/orders` },
        body: { symbol: 'EURUSD', side: 'BUY', quantity: 1 },
      });
      expect(evidence.answers()).to.deep.equal([answer]);
    });

    it('fails where the answer is cut short', async () => {
      const error: unknown = await sent('a look-up that offers HTTP/2', (_, res) => {
        res.writeHead(200, { 'Content-Length': 2 }).write('[', () => res.destroy());
      }).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(FailureError);
      expect((error as FailureError).failures).to.have.deep.nested.property('[0].kind', 'silent');
    });

    for (const [name, clause] of [
      ['an order that offers HTTP/2', 'REFUSE-7'],
      ['an order in chunks', undefined],
    ] as const)
      it(`fails without an answer to ${name}: it breaks ${clause ?? 'no clause by that'}`, async () => {
        const error: unknown = await sent(name, (_, res) => void res.destroy()).catch(
          (thrown: unknown) => thrown,
        );
        expect(error).to.be.instanceOf(FailureError);
        expect((error as FailureError).failures[0]?.clause).to.equal(clause);
      });
  });
});
