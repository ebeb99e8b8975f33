import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { OrderStatusEvent, OrderStatusFrame } from '../../contract/types';
import type { Connection } from '../feed';
import { textFrame } from '../text-frame';

/** What may wait for a client that reads, in bytes. */
const MOST_WAITING = 256 * 1024;

/** Try again later, a WebSocket close code of IANA's registry. */
const TRY_AGAIN_LATER = 1013;

/** How long a client that is let go has to say goodbye, in milliseconds. */
const GOODBYE_MS = 2_000;

/** The members of each room who are connected over plain WebSocket. */
export type Members = Map<string, Set<WebSocketConnection>>;

/** An event as a text frame, encoded once for everybody who gets it. */
export function eventFrame(event: OrderStatusEvent): Buffer {
  const frame: OrderStatusFrame = { type: 'order:status', ...event };
  return textFrame(JSON.stringify(frame));
}

/** A client of plain WebSocket, as its feed needs it. */
export class WebSocketConnection implements Connection {
  private isPaused = false;
  private isAnswering = true;

  /**
   * @param socket what it is connected by
   * @param gone called when the client is let go, with the reason
   */
  constructor(
    private readonly client: WebSocket,
    private readonly socket: Socket,
    private readonly members: Members,
    private readonly gone: (reason: string) => void,
  ) {
    client.on('pong', () => (this.isAnswering = true));
  }

  join(room: string): void {
    const inRoom = this.members.get(room);
    if (inRoom) inRoom.add(this);
    else this.members.set(room, new Set([this]));
  }

  leave(room: string): void {
    const inRoom = this.members.get(room);
    inRoom?.delete(this);
    if (inRoom?.size === 0) this.members.delete(room);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** Takes part in what everybody in a room gets. */
  tell(frame: Buffer): void {
    if (!this.isPaused) this.write(frame);
  }

  send(events: readonly OrderStatusEvent[]): void {
    for (const event of events) this.write(eventFrame(event));
  }

  /** A ping leaves behind all that waits. */
  whenLeft(left: () => void): void {
    this.client.ping(undefined, undefined, (error?: Error) => error ?? left());
  }

  get isBehind(): boolean {
    return this.client.bufferedAmount > MOST_WAITING;
  }

  letGo(reason: string): void {
    this.gone(reason);
    this.client.close(TRY_AGAIN_LATER, reason);
    // Who does not read does not answer either, and must not keep what waits for it.
    setTimeout(() => this.cutOff(reason), GOODBYE_MS).unref();
  }

  /** Has the client show that it is there, and cuts it off where it has not since the last time. */
  ping(): void {
    if (!this.isAnswering) return this.cutOff('It has answered no ping.');
    this.isAnswering = false;
    this.client.ping();
  }

  /** Past `ws`, which would encode the same frame for each client anew; nothing follows a goodbye. */
  private write(frame: Buffer): void {
    if (this.client.readyState === this.client.OPEN) this.socket.write(frame);
  }

  /** With one error for all that waits: else each frame gets one of its own, which holds everybody up. */
  private cutOff(reason: string): void {
    this.socket.destroy(new Error(reason));
  }
}
