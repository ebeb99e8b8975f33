import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket, WebSocketServer } from 'ws';
import type { OrderStatusEvent, Subscribed } from '../../../support/contract/types';
import type { Ask, Client, FeedFrame, Reply, RestResponse, Tampering } from '../fault';
import { problem, without } from '../tools';
import { askIn, pathFor } from './feed-path';
import { askInPlatformsNumbers, type Memory } from './memory';
import { piecesOf } from './rest';
import { end, hasRead, openWebSocket, passPings, refuse } from './web-sockets';

/** What a connection over plain WebSocket needs of the proxy. */
export interface Surroundings {
  readonly platformUrl: string;
  readonly tampering: Tampering;
  readonly memory: Memory;
  /** Takes up the handshakes of clients; without pongs of its own. */
  readonly server: WebSocketServer;
  joined(client: Plain): void;
  left(client: Plain, cleanly: boolean): void;
  /** Calls something of the fault's, whose errors are its own. */
  orTrouble: (action: () => void) => void;
}

/** A connection over plain WebSocket, where to connect and to subscribe is one. */
export class Plain implements Client {
  readonly over = 'plain WebSocket';
  readonly isPolling = false;
  readonly hasRecovered = false;
  readonly session = undefined;
  readonly rooms = new Set<string>();
  connectedAt: number | undefined;
  private client: WebSocket | undefined;
  private platform: WebSocket | undefined;
  /** What is to be sent when the handshake, or what is passing, has passed. */
  private readonly held: FeedFrame[] = [];
  private isPassing = false;
  /** The platform's connections for what has been asked besides. */
  private readonly more = new Set<WebSocket>();
  /** The platform's numbers of the events that have passed while it has several connections. */
  private readonly had = new Set<number>();

  constructor(private readonly around: Surroundings) {}

  /** Takes a handshake to the platform, and its answer back. */
  shakeHands(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { tampering, platformUrl, server, memory } = this.around;
    const path = req.url ?? '';
    const { origin } = req.headers;
    const asked: Ask = { ...askIn(path), ...(origin !== undefined && { origin }) };
    const accept = (then: (client: WebSocket) => void) =>
      server.handleUpgrade(req, socket, head, (client) => this.connect(client, then));
    const turnAway = (refusal: RestResponse) => refuse(req, socket, refusal, tampering.wire);
    const confirm = (reply: Reply) => {
      if (!reply.ok) turnAway(problem(400, 'Invalid request', { detail: reply.error }));
      else accept(() => this.reply(reply, asked));
    };
    const arriving = tampering.ask?.(asked, this) ?? asked;
    if ('ok' in arriving) return confirm(arriving);
    const meant = askInPlatformsNumbers(arriving, memory.sequences);
    const opening = openWebSocket(
      `${platformUrl}${meant === asked ? path : pathFor(meant)}`,
      {
        opened: (platform) => accept((client) => this.carry(client, platform, asked)),
        refused: (refusal) =>
          this.around.orTrouble(() => {
            const outcome = tampering.refusal?.(refusal, asked, this) ?? refusal;
            if ('ok' in outcome) confirm(outcome);
            else if ('code' in outcome) accept((client) => end(client, outcome));
            else turnAway(outcome);
          }),
        failed: () => socket.destroy(),
      },
      req,
    );
    socket.on('error', () => opening.terminate());
  }

  tell(event: OrderStatusEvent): void {
    this.held.push({ type: 'order:status', ...event });
    this.flush(); // or else it goes behind what is passing
  }

  /** Asks over a connection of its own, as there is nothing to ask over one that is open. */
  ask(ask: Ask): void {
    if (ask.name !== 'subscribe') throw new Error('over plain WebSocket nobody can ask for less');
    const { platformUrl, memory } = this.around;
    const path = pathFor(askInPlatformsNumbers(ask, memory.sequences));
    const more = openWebSocket(`${platformUrl}${path}`, {
      opened: (platform) => {
        platform.on('ping', (data: Buffer) => platform.pong(data));
        platform.on('message', (data: RawData) => {
          const frame = frameIn(data);
          if (frame?.type === 'order:status') this.pass(frame, ask);
        });
      },
      refused: () => undefined,
      failed: () => undefined,
    });
    this.more.add(more);
  }

  cut(): void {
    this.client?.terminate();
  }

  hasRead(): Promise<void> {
    return this.client ? hasRead(this.client) : Promise.resolve();
  }

  private connect(client: WebSocket, then: (client: WebSocket) => void): void {
    const { around } = this;
    this.client = client;
    around.joined(this);
    client.on('error', () => undefined); // it closes all the same
    client.on('close', (code, reason) => {
      const { platform } = this;
      if (platform) end(platform, { code, reason: reason.toString() });
      for (const each of this.more) each.terminate();
      around.left(this, code !== 1006);
    });
    around.orTrouble(() => then(client));
    this.flush();
  }

  private carry(client: WebSocket, platform: WebSocket, asked: Ask): void {
    const { tampering, orTrouble } = this.around;
    this.platform = platform;
    passPings(client, platform, () => tampering.answersPings?.(this) ?? false);
    client.on('message', (data: Buffer, binary) => {
      orTrouble(() => tampering.said?.(data.length, this));
      platform.send(data, { binary });
    });
    platform.on('message', (data: RawData, binary) => {
      const frame = binary ? undefined : frameIn(data);
      if (frame) orTrouble(() => this.pass(frame, asked));
      else client.send(data, { binary });
    });
    platform.on('close', (code, reason) => {
      const goodbye = { code, reason: reason.toString() };
      orTrouble(() => {
        const arriving = tampering.goodbye ? tampering.goodbye(goodbye, this) : goodbye;
        if (arriving) end(client, arriving);
        else client.terminate();
      });
    });
  }

  private pass(frame: FeedFrame, asked: Ask): void {
    this.isPassing = true;
    try {
      if (frame.type === 'order:status') this.event(frame);
      else {
        this.reply({ ok: true, ...without('type', frame) }, asked);
      }
    } finally {
      this.isPassing = false;
    }
    this.flush();
  }

  private reply(given: Reply, asked: Ask): void {
    const { tampering, memory } = this.around;
    const counted =
      'sequence' in given ? { ...given, sequence: memory.sequences.shown(given.sequence) } : given;
    const reply = tampering.reply ? tampering.reply(counted, asked, this) : counted;
    if (!reply?.ok) return;
    const subscribed = without('ok', reply as Subscribed);
    this.rooms.add(subscribed.room);
    this.connectedAt = Date.now();
    this.send({ type: 'subscribed', ...subscribed });
  }

  private event({ type, ...event }: FeedFrame & { type: 'order:status' }): void {
    const { tampering, memory } = this.around;
    if (this.more.size > 0) {
      if (this.had.has(event.sequence)) return;
      this.had.add(event.sequence);
    }
    const counted = { ...event, sequence: memory.sequences.shown(event.sequence) };
    const arriving = tampering.event?.(counted, this) ?? [counted];
    for (const each of arriving) this.send({ type, ...each });
  }

  private flush(): void {
    if (this.isPassing || !this.client) return;
    for (const frame of this.held.splice(0)) this.send(frame);
  }

  private send(frame: FeedFrame): void {
    const { frame: change, wire = {} } = this.around.tampering;
    const { json = JSON.stringify, isInPieces = false } = wire;
    for (const each of change?.(frame, this) ?? [frame]) {
      const message = Buffer.from(json(each));
      const pieces = isInPieces ? piecesOf(message) : [message];
      for (const [index, piece] of pieces.entries())
        this.client?.send(piece, { binary: false, fin: index === pieces.length - 1 });
    }
  }
}

/** What the platform says, if it is what the contract has it say. */
function frameIn(data: RawData): FeedFrame | undefined {
  try {
    const frame = JSON.parse((data as Buffer).toString()) as FeedFrame | null;
    return frame?.type === 'subscribed' || frame?.type === 'order:status' ? frame : undefined;
  } catch {
    return undefined;
  }
}
