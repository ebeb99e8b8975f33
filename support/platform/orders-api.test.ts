import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Access } from './access';
import { FailureError } from '../contract/failure';
import { Evidence } from '../evidence/evidence';
import { deadlines } from '../run/settings/deadlines';
import { OrdersApi } from './orders-api';

describe('the REST interface of a platform', () => {
  let server: http.Server;
  let given: number;

  beforeEach((done) => {
    given = deadlines.answer;
    server = http.createServer(() => undefined).listen(0, '127.0.0.1', done);
  });

  afterEach((done) => {
    (deadlines as { answer: number }).answer = given;
    server.closeAllConnections();
    server.close(done);
  });

  it('is silent where no answer comes in time, and then gives the request up', async () => {
    (deadlines as { answer: number }).answer = 200;
    const { port } = server.address() as AddressInfo;
    const gaveUp = new Promise((resolve) =>
      server.once('request', (_request, response: http.ServerResponse) =>
        response.once('close', resolve),
      ),
    );
    const api = new OrdersApi(new Access(`http://127.0.0.1:${port}`), new Evidence());
    const error: unknown = await api
      .send({ method: 'GET', path: '/orders' })
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(FailureError);
    const [failure] = (error as FailureError).failures;
    expect(failure?.kind).to.be.oneOf(['silent', 'unjudged']);
    expect(failure).to.include({
      sentence: 'GET /orders is not answered',
      expected: 'an answer within 200 ms',
    });
    expect(failure?.seen).to.match(/^nothing/);
    await gaveUp;
  });
});
