import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { OrderStatusEvent, OrderStatusFrame } from '../../contract/types';
import type { Connection } from '../feed';
import { cutOff, isBehind, letGo, textFrame, whenLeft, writeFrame } from '../ws-client';

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
    const inRoom = this.members.get(room)!;
    inRoom.delete(this);
    if (inRoom.size === 0) this.members.delete(room);
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

  whenLeft(left: () => void): void {
    whenLeft(this.client, left);
  }

  get isBehind(): boolean {
    return isBehind(this.client);
  }

  letGo(reason: string): void {
    this.gone(reason);
    letGo(this.client, this.socket, reason);
  }

  /** Has the client show that it is there, and cuts it off where it has not since the last time. */
  ping(): void {
    if (!this.isAnswering) return cutOff(this.socket, 'It has answered no ping.');
    this.isAnswering = false;
    this.client.ping();
  }

  private write(frame: Buffer): void {
    writeFrame(this.client, this.socket, frame);
  }
}
