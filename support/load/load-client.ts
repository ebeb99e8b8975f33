import http from 'node:http';
import { atOnce } from '../actors/at-once';
import { deadlines } from '../run/settings/deadlines';
import type { Access } from '../platform/access';
import { ReadyConnections } from '../platform/connections/ready-connections';
import { asJson, plain } from '../platform/orders-api';
import type { Answer, Request } from '../contract/messages';

/** Characters: an order has 300. */
const longestAnswer = 1024 * 1024;

/** Requests that make the code of both sides known to their compilers. */
const requestsToWarmUp = 100;

/** No answer came; `kind` says why in a word, such as `ECONNREFUSED`. */
export class NoAnswer extends Error {
  constructor(
    readonly kind: string,
    readonly sentAt: number,
  ) {
    super(`no answer: ${kind}`);
  }
}

/**
 * Sends requests with as little work as can be between the clock and the wire: by node:http, each
 * over a connection of its own that was opened beforehand and is closed afterwards. Of 100 orders,
 * the last is sent some 3 ms after the first; by axios it is 50 ms.
 */
export class LoadClient {
  private readonly connections: ReadyConnections;

  constructor(private readonly access: Access) {
    this.connections = new ReadyConnections(access);
  }

  /** Opens connections beforehand. What cannot be opened is left for the requests to find out. */
  async open(count: number): Promise<void> {
    await atOnce(Math.min(count, requestsToWarmUp), () =>
      this.send({ method: 'GET', path: '/health' }).catch(() => undefined),
    );
    await this.connections.open(count);
  }

  /**
   * Sends a request at once.
   * @returns the answer, a refusal included
   * @throws NoAnswer
   */
  send({ method, path, headers = {}, body }: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = { method, path, headers, body };
      const sentAt = performance.now();
      const fail = (error: NodeJS.ErrnoException) =>
        reject(new NoAnswer(error.code ?? error.message, sentAt));
      const outgoing = http.request({
        method,
        path: this.access.prefix + path,
        headers: { ...this.ownHeaders(body), ...headers },
        createConnection: (_, done) => {
          this.connections.take().then(
            (socket) => done(null, socket),
            (error: Error) => done(error, undefined as never),
          );
          return undefined;
        },
      });
      outgoing.on('error', fail);
      // In all, and not of silence: an answer may come byte by byte.
      const timer = setTimeout(
        () => outgoing.destroy(new Error(`timeout after ${deadlines.answer} ms`)),
        deadlines.answer,
      );
      outgoing.on('close', () => clearTimeout(timer));
      outgoing.on('response', (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => {
          text += part;
          if (text.length > longestAnswer) outgoing.destroy(new Error('an answer without an end'));
        });
        incoming.on('error', fail);
        incoming.on('end', () => {
          const answeredAt = performance.now();
          const { statusCode: status = 0, headers } = incoming;
          const url = this.access.urlOf(path);
          const answer = { request, url, status, headers: plain(headers), text };
          resolve({ ...answer, body: asJson(text), sentAt, answeredAt });
        });
      });
      outgoing.end(body);
    });
  }

  /** Closes every connection. Not done before: it would cost time while others are measured. */
  close(): void {
    this.connections.close();
  }

  private ownHeaders(body: string | undefined): http.OutgoingHttpHeaders {
    return {
      ...this.access.headers,
      Host: this.access.url.host,
      Connection: 'keep-alive',
      ...(body === undefined
        ? {}
        : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
    };
  }
}
