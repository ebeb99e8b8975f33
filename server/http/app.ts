import { parse as parseQuery } from 'node:querystring';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { FEED_PATH } from '../contract/feed-query';
import { SOCKET_IO_PATH } from '../contract/wire';
import type { Clock } from '../orders/clock';
import type { Random } from '../orders/delays';
import { createDelay } from '../orders/delays';
import type { Exchange } from '../orders/exchange';
import { allowOnly } from './requests/allow-only';
import { createContractValidator } from './requests/contract-validator';
import { crossOrigin, refuseForeign, type IsForeign } from './requests/cross-origin';
import { createDocs } from './documents/docs';
import { endpointDelay } from './requests/endpoint-delay';
import { createFeedHandshake } from './feed-handshake';
import { createHealth } from './health';
import { createOrderRoutes } from './orders/order-routes';
import { createPages } from './pages/pages';
import { problemHandler, sendProblem } from './problem';
import { createRequestLog } from './requests/request-log';
import { unlessTooMany } from './requests/too-many-requests';
import { createTestResults } from './test-results/test-results';

export interface AppParts {
  readonly config: Config;
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Draws the delays of the endpoints. */
  readonly random: Random;
  readonly logger: Logger;
  /** Whether a request comes from a page that may not have events. */
  readonly isForeign: IsForeign;
  readonly countSubscribers: () => number;
  /** How many requests wait for their answers. */
  readonly countRequests: () => number;
}

/** Everything that is answered over HTTP, events excepted. */
export function createApp(parts: AppParts): Express {
  const { config, exchange, clock, random, logger, isForeign, countSubscribers, countRequests } =
    parts;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('query parser', (query: string) => parseQuery(query, '&', '=', { maxKeys: 0 })); // all of it
  app.enable('case sensitive routing').enable('strict routing');

  app.use(createRequestLog(logger));
  app.use(crossOrigin(config.corsOrigins));
  app.use([FEED_PATH, SOCKET_IO_PATH], refuseForeign(isForeign));
  app.use(headAsGet);

  app.use(
    createOrderRoutes({
      exchange,
      delay: unlessTooMany(
        () => countRequests() > config.maxRequests,
        endpointDelay(clock, createDelay(config.endpointDelay, random)),
      ),
      check: createContractValidator(),
      simulationControls: config.simulationControls,
    }),
  );

  // None of these is delayed.
  app.all(['/', '/health', '/openapi.json', '/asyncapi.json', FEED_PATH], allowOnly('GET'));
  app.use(['/api-docs', '/test-results'], allowOnly('GET'));
  app.get('/health', createHealth(exchange, countSubscribers));
  app.get(FEED_PATH, createFeedHandshake(exchange));
  app.use(createDocs());
  app.use('/test-results', createTestResults(config.reportsDir));
  app.use(createPages());

  app.use((req, res) => sendProblem(res, 'path-unknown', `There is nothing at ${req.path}.`));
  app.use(problemHandler);
  return app;
}

/** Node leaves the body of an answer to HEAD out by itself, so it can be served like GET. */
const headAsGet: RequestHandler = (req, _res, next) => {
  if (req.method === 'HEAD') req.method = 'GET';
  next();
};
