import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { isForSocketIo } from '../../../server/events/socket-io/gateway';
import { passOverOffers, takerOf } from '../../../server/http/requests/protocol-offers';
import { covers } from '../../../support/checks/invariants';
import { isFeed } from '../../../support/contract/feed';
import type { Client, Line, Tampering } from '../fault';
import { problem } from '../tools';
import { follow } from './follow';
import { readFrame, readFrames, writeFrame, type Frame } from './frames';
import type { Memory } from './memory';
import { Plain } from './plain';
import { Polling } from './polling';
import { replayed } from './replay';
import { forwardTo, passRaw, queryOf, readRequest, writeResponse } from './rest';
import { Sequences } from './sequences';
import { Session, type Side } from './session';
import { end, hasRead, openWebSocket, passPings, refuse } from './web-sockets';

const notThere = problem(404, 'Not found');

type ClientError = Error & { rawPacket?: Buffer };

/**
 * Stands between suite and platform and lets a fault tamper with what passes: REST,
 * Socket.IO over WebSockets and polling, and plain WebSocket. Connections are the platform's own, frame by frame, so
 * that what it does about them, recovery of a lost one included, stays real.
 */
export class Proxy {
  /** What went wrong in the proxy or in a fault itself: then nothing that the suite says counts. */
  readonly troubles: string[] = [];
  // headers that are too long for the platform have to reach it
  private readonly server = http.createServer({ maxHeaderSize: 256 * 1024 });
  private readonly sockets = new WebSocketServer({ noServer: true, autoPong: false });
  private readonly memory: Memory = { sequences: new Sequences(), rooms: new Map() };
  private readonly clients = new Set<Client>();
  private readonly pollings = new Map<string, Polling>();
  private readonly followed: WebSocket[] = [];
  private readonly tampering: Tampering;

  /** @param tamper what a fault does; without it everything passes as it is */
  constructor(
    private readonly platformUrl: string,
    tamper: (line: Line) => Tampering = () => ({}),
  ) {
    this.tampering = tamper({
      clients: this.clients,
      announce: (event) => {
        const sequence = this.memory.sequences.next();
        for (const client of this.clients)
          if ([...client.rooms].some((room) => covers(room, event.orderId)))
            client.tell({ sequence, ...event });
      },
      replay: (since) => replayed(platformUrl, since, this.memory.sequences),
      follow: (follower) => {
        const failed = () => this.trouble('the platform cannot be followed');
        this.followed.push(follow(platformUrl, follower, failed));
      },
    });
    this.server.on('request', (req, res) => void this.answer(req, res));
    this.server.on('upgrade', (req: IncomingMessage, socket, head) =>
      this.upgrade(req, socket, head),
    );
    passOverOffers(this.server, [
      takerOf(this.server, isForSocketIo),
      { isFor: isForFeed, take: (req, socket, head) => this.takePlain(req, socket, head) },
      { isFor: () => this.tampering.cutsOffers === true, take: (_req, socket) => socket.destroy() },
    ]);
    this.server.maxHeadersCount = 0;
    this.server.on('clientError', (error: ClientError, socket) =>
      passRaw(error.rawPacket, socket, this.platformUrl),
    );
  }

  /** @returns its address, on a free port of this machine */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const each of [...this.sockets.clients, ...this.followed]) each.terminate();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const left = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) left.abort();
    });
    try {
      const reading = readRequest(req);
      this.tampering.begun?.(reading);
      const request = await reading;
      const forward = forwardTo(this.platformUrl, left.signal);
      const { rest } = this.tampering;
      const response = this.isMissing(request.path)
        ? notThere
        : isPoll(request.path)
          ? await this.poll(request, forward)
          : await (rest ? rest(request, forward) : forward(request));
      writeResponse(res, response, request.method, this.tampering.wire);
    } catch (error) {
      if (!left.signal.aborted && req.complete) this.trouble(error);
      res.destroy();
    }
  }

  private isMissing(url = ''): boolean {
    return this.tampering.isMissing?.(url.split('?')[0] ?? '') ?? false;
  }

  private async poll(...[request, forward]: Parameters<Polling['poll']>) {
    const sid = sidOf(request.path);
    if (sid === undefined) return this.beginPolling(request, forward);
    const polling = this.pollings.get(sid);
    if (!polling) return forward(request);
    const response = await (request.method === 'GET'
      ? polling.poll(request, forward)
      : polling.post(request, forward));
    if (polling.session.hasLeft) this.leave(polling.session);
    return response;
  }

  private async beginPolling(...[request, forward]: Parameters<Polling['poll']>) {
    const response = await forward(request);
    const [open] = response.status === 200 ? readFrames(response.body.toString()) : [];
    if (open?.type === 'open') {
      const { sid } = JSON.parse(String(open.data)) as { sid: string };
      this.pollings.set(sid, new Polling(this.join(), forwardTo(this.platformUrl)));
    }
    return response;
  }

  private join(): Session {
    const session = new Session(this.tampering, this.memory);
    this.clients.add(session);
    return session;
  }

  private leave(session: Session): void {
    if (!this.clients.delete(session)) return;
    for (const [sid, polling] of this.pollings)
      if (polling.session === session) this.pollings.delete(sid);
    this.tampering.gone?.(session, session.hasLeft);
  }

  private upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.isMissing(req.url)) return refuse(req, socket, notThere, this.tampering.wire);
    const opening = openWebSocket(
      `${this.platformUrl}${req.url}`,
      {
        opened: (platform) =>
          this.sockets.handleUpgrade(req, socket, head, (client) =>
            this.carry(client, platform, this.pollings.get(sidOf(req.url ?? '') ?? '')),
          ),
        refused: (refusal) => refuse(req, socket, refusal, this.tampering.wire),
        failed: () => socket.destroy(),
      },
      req,
    );
    socket.on('error', () => opening.terminate());
  }

  private takePlain(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.isMissing(req.url)) return refuse(req, socket, notThere, this.tampering.wire);
    const { platformUrl, tampering, memory, sockets } = this;
    const client = new Plain({
      ...{ platformUrl, tampering, memory, server: sockets },
      joined: (each) => this.clients.add(each),
      left: (each, cleanly) => {
        this.clients.delete(each);
        this.orTrouble(() => tampering.gone?.(each, cleanly));
      },
      orTrouble: (action) => this.orTrouble(action),
    });
    this.orTrouble(() => client.shakeHands(req, socket, head));
  }

  /** Carries a session over WebSockets: a new one, or one that has been polling until now. */
  private carry(client: WebSocket, platform: WebSocket, polling: Polling | undefined): void {
    const session = polling?.session ?? this.join();
    const ends = { client, platform };
    const send = (side: Side, frames: readonly Frame[]) =>
      frames.forEach((frame) => ends[side].send(writeFrame(frame)));
    passPings(client, platform);
    const take = () => {
      session.isPolling = false;
      session.hasRead = () => hasRead(client);
      session.carry = send;
      session.cut = () => client.terminate();
      send('client', polling?.takeWaiting() ?? []);
    };
    if (!polling) take();
    const pass = (side: Side) => (data: Buffer, isBinary: boolean) => {
      if (isBinary) return ends[side].send(data);
      const frame = readFrame(data.toString());
      this.orTrouble(() => send(side, session.pass(side, [frame])));
      // From here on nothing is polled any more.
      if (side === 'platform' && frame.type === 'upgrade') take();
      session.flush();
    };
    client.on('message', pass('platform'));
    platform.on('message', pass('client'));
    client.on('error', () => platform.terminate());
    client.on('close', (code, reason) => {
      end(platform, { code, reason: reason.toString() });
      if (!session.isPolling) this.leave(session);
    });
    platform.on('close', (code, reason) => end(client, { code, reason: reason.toString() }));
  }

  private orTrouble(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.trouble(error);
    }
  }

  private trouble(error: unknown): void {
    this.troubles.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** Whether a request is a handshake for plain WebSocket; what only looks like one gets an answer. */
function isForFeed({ url = '', method, headers }: IncomingMessage): boolean {
  const isHandshake =
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    headers['sec-websocket-key'] !== undefined;
  return isHandshake && method === 'GET' && isFeed(url);
}

function isPoll(path: string): boolean {
  return path.startsWith('/socket.io/') && queryOf(path).get('transport') === 'polling';
}

function sidOf(path: string): string | undefined {
  return queryOf(path).get('sid') ?? undefined;
}
