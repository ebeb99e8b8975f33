import type { ErrorRequestHandler, Response } from 'express';
import type { InputFault } from '../contract/types';
import { OrderRefusal } from '../orders/errors';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every problem that the platform answers with, by its code. */
const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'origin-foreign': { status: 403, title: 'Pages of this origin may not connect' },
  'order-unknown': { status: 404, title: 'No such order' },
  'path-unknown': { status: 404, title: 'No such path' },
  'method-not-allowed': { status: 405, title: 'The path does not support this method' },
  'order-not-pending': { status: 409, title: 'The order is not pending any more' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unsupported': { status: 415, title: 'The body is not JSON' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key has been used already' },
  'upgrade-required': {
    status: 426,
    title: 'The path speaks WebSocket alone',
    headers: { Upgrade: 'websocket', Connection: 'Upgrade, close', 'Sec-WebSocket-Version': '13' },
  },
  'internal-error': { status: 500, title: 'The platform has failed' },
  'platform-busy': {
    status: 503,
    title: 'The platform has too much to do',
    headers: { 'Retry-After': '1' }, // seconds
  },
  'platform-full': {
    status: 503,
    title: 'The platform is full',
    headers: { 'Retry-After': '60' }, // seconds
  },
} satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Members of a problem document that only some kinds have (RFC 9457, section 3.2). */
interface Extensions {
  readonly errors?: readonly InputFault[];
  readonly orderStatus?: string;
}

/** A request refused before it reaches the domain. */
export class HttpRefusal extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly extensions: Extensions = {},
  ) {
    super(message);
    this.name = 'HttpRefusal';
  }
}

/** The refusal of a request with these faults; there is at least one. */
export function invalidRequest(errors: readonly InputFault[]): HttpRefusal {
  const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new HttpRefusal('invalid-request', detail, { errors });
}

/** Answers with a problem document (RFC 9457). */
export function sendProblem(
  res: Response,
  code: ProblemCode,
  detail?: string,
  extensions: Extensions = {},
): void {
  const { status, title, headers = {} }: ProblemKind = PROBLEMS[code];
  const type = `urn:trading-platform:problem:${code}`;
  res
    .status(status)
    .set(headers)
    .type('application/problem+json')
    .json({ type, title, status, detail, ...extensions });
}

/** Turns whatever a handler has thrown into a problem document. */
export const problemHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) {
    next(error);
  } else if (error instanceof HttpRefusal) {
    sendProblem(res, error.code, error.message, error.extensions);
  } else if (error instanceof OrderRefusal) {
    const { code, message, orderStatus } = error;
    sendProblem(res, code, message, { orderStatus });
  } else {
    req.log.error({ err: error }, 'request failed');
    sendProblem(res, 'internal-error');
  }
};
