import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** What an id from outside may look like, so that it can do no harm in a log or a header. */
const SANE_REQUEST_ID = /^[\w.:+/=-]{1,128}$/;

/** Logs every request when it is over; its id is the client's own X-Request-Id, or a new one. */
export function createRequestLog(logger: Logger): RequestHandler {
  const log = pinoHttp<IncomingMessage, ServerResponse>({
    logger,
    genReqId: identify,
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
        id,
        method,
        url,
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
  if (logger.isLevelEnabled('error')) return log;
  // Nothing would come of all the preparations for a line.
  return (req, res, next) => {
    req.log = logger;
    identify(req, res);
    next();
  };
}

function identify(req: IncomingMessage, res: ServerResponse): string {
  const given = req.headers['x-request-id'];
  const id = typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
  res.setHeader('X-Request-Id', id);
  return id;
}
