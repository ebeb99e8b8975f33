import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/** Logs every request when it is over; nothing of its headers or body. */
export function createRequestLog(logger: Logger): RequestHandler {
  // Nothing would come of all the preparations for a line.
  if (!logger.isLevelEnabled('error')) {
    return (req, _res, next) => {
      req.log = logger;
      next();
    };
  }
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger,
    serializers: {
      req: ({ id, method, url }: { id: number; method: string; url: string }) => ({
        id,
        method,
        url,
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}
