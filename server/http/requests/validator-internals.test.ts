import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import * as documentCheck from 'express-openapi-validator/dist/framework/openapi.schema.validator';
import { expect } from 'chai';
import { withoutCheckOfDocuments } from './validator-internals';

describe('the check of OpenAPI documents', () => {
  const { OpenAPISchemaValidator: original } = documentCheck;
  let server: Server | undefined;

  afterEach(() => {
    server?.close();
    Object.assign(documentCheck, { OpenAPISchemaValidator: original });
  });

  /** Has the validator read a document. @returns how often it made its check */
  async function checksMade(): Promise<number> {
    let made = 0;
    const { OpenAPISchemaValidator: checker } = documentCheck;
    const counting = class extends checker {
      constructor(...args: ConstructorParameters<typeof checker>) {
        super(...args);
        made += 1;
      }
    };
    Object.assign(documentCheck, { OpenAPISchemaValidator: counting });
    const apiSpec = { openapi: '3.0.0', info: { title: 't', version: '1' }, paths: {} };
    const app = express().use(
      OpenApiValidator.middleware({
        apiSpec: apiSpec as never,
        validateApiSpec: false,
        validateResponses: false,
      }),
    );
    app.use(((_error, _req, res, next) =>
      res.headersSent ? next() : void res.sendStatus(404)) satisfies ErrorRequestHandler);
    server = app.listen(0);
    await once(server, 'listening');
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return made;
  }

  it('is made though it is not wanted, or would have to be spared no longer', async () => {
    expect(await checksMade()).to.equal(1);
    expect(Object.keys(new original({ version: '3.0.0', validateApiSpec: false }))).to.not.be.empty;
  });

  it('is spared, and the validator does without', async () => {
    withoutCheckOfDocuments();
    expect(await checksMade()).to.equal(1);
    expect(
      new documentCheck.OpenAPISchemaValidator({ version: '3.0.0', validateApiSpec: false }),
    ).to.deep.equal({});
  });
});
