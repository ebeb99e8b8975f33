import { Socket } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { createMessageClasses } from './message-classes';

describe('the classes of requests and responses', () => {
  const app = express();
  const { IncomingMessage, ServerResponse } = createMessageClasses(app);
  const req = new IncomingMessage(new Socket());
  const res = new ServerResponse(req);

  it('make them as Express wants them, so that it has nothing left to change', () => {
    expect(Object.getPrototypeOf(req)).to.equal(app.request);
    expect(Object.getPrototypeOf(res)).to.equal(app.response);
  });

  it('give them what Express adds', () => {
    req.headers['content-type'] = 'text/plain';
    expect((req as unknown as express.Request).get('Content-Type')).to.equal('text/plain');
    expect((res as unknown as express.Response).app).to.equal(app);
  });
});
