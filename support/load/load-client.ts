import http from 'node:http';
import type { Socket } from 'node:net';
import { atOnce } from '../actors/at-once';
import { deadlines } from '../run/settings/deadlines';
import type { Access } from '../platform/access';
import { asJson, plain } from '../platform/orders-api';
import type { Answer, Request } from '../contract/messages';

/** Connections opened at the same time: no more than a server has room for in its queue. */
const connectionsAtOnce = 100;

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
  private readonly idle: Socket[] = [];
  private readonly sockets: Socket[] = [];

  constructor(private readonly access: Access) {}

  /** Opens connections beforehand. What cannot be opened is left for the requests to find out. */
  async open(count: number): Promise<void> {
    await atOnce(Math.min(count, requestsToWarmUp), () =>
      this.send({ method: 'GET', path: '/health' }).catch(() => undefined),
    );
    const first = await this.opened();
    if (!first) return;
    this.idle.push(first);
    // Asking for the address once is enough.
    const address = first.remoteAddress;
    while (this.idle.length < count) {
      const wave = Math.min(connectionsAtOnce, count - this.idle.length);
      const sockets = await Promise.all(Array.from({ length: wave }, () => this.opened(address)));
      if (sockets.includes(undefined)) return;
      for (const each of sockets) if (each) this.idle.push(each);
    }
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
        timeout: deadlines.answer,
        createConnection: (_, done) => this.takeConnection(done),
      });
      outgoing.on('error', fail);
      outgoing.on('timeout', () =>
        outgoing.destroy(new Error(`timeout after ${deadlines.answer} ms`)),
      );
      outgoing.on('response', (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => (text += part));
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
    for (const each of this.sockets.splice(0)) each.destroy();
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

  private takeConnection(done: (error: Error | null, socket: Socket) => void): Socket | undefined {
    let socket = this.idle.pop();
    while (socket && !socket.writable) socket = this.idle.pop();
    if (socket === undefined)
      this.connect().then(
        (opened) => done(null, opened),
        (error: Error) => done(error, undefined as never),
      );
    return socket;
  }

  private async connect(host?: string): Promise<Socket> {
    const socket = await this.access.connect(host);
    socket.on('error', () => undefined); // whoever uses it is told as well
    this.sockets.push(socket);
    return socket;
  }

  /** A connection that can be written to, or undefined if that is never. */
  private opened(host?: string): Promise<Socket | undefined> {
    return this.connect(host).catch(() => undefined);
  }
}
