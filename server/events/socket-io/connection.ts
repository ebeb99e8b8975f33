import type { Socket } from 'socket.io';
import type { OrderStatusEvent } from '../../contract/types';
import type { Connection } from '../feed';
import { isBehind, textFrame, whenLeft } from '../ws-client';
import { breakOff, packetsWaiting, webSocketOf, writePastPackets } from './internals';

/** Packets; some 250 kB of events. */
const MOST_WAITING = 1000;

/** An event, encoded once for everybody who gets it. */
export interface EventPacket {
  /** As the Socket.IO protocol has it, version 5. */
  readonly text: string;
  /** The same over WebSocket, as a message of the Engine.IO protocol, version 4. */
  readonly frame: Buffer;
}

/** @param offset how far a client has come that has had the event */
export function eventPacket(event: OrderStatusEvent, offset: string): EventPacket {
  const text = packetText(event, offset);
  return { text, frame: textFrame(`4${text}`) };
}

function packetText(event: OrderStatusEvent, offset: string): string {
  return `2${JSON.stringify(['order:status', event, offset])}`;
}

/** A client of Socket.IO, as its feed needs it; only the rooms are Socket.IO's own. */
export class SocketIoConnection implements Connection {
  private isPaused = false;

  /** @param gone called when the client is let go, with the reason */
  constructor(
    private readonly client: Socket,
    private readonly gone: (reason: string) => void,
  ) {}

  join(room: string): void {
    void this.client.join(room);
  }

  leave(room: string): void {
    void this.client.leave(room);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  /** Takes part in what everybody in a room gets. */
  tell({ text, frame }: EventPacket): void {
    if (this.isPaused) return;
    if (!writePastPackets(this.client, frame)) this.client.conn.write(text);
  }

  send(events: readonly OrderStatusEvent[], offsetOf: (event: OrderStatusEvent) => string): void {
    // Encoded here: the client's own `emit` costs thrice.
    for (const event of events) this.client.conn.write(packetText(event, offsetOf(event)));
  }

  whenLeft(left: () => void): void {
    const socket = webSocketOf(this.client);
    if (packetsWaiting(this.client) > 0) this.client.conn.once('drain', left);
    else if (socket) whenLeft(socket, left);
    else setImmediate(left);
  }

  get isBehind(): boolean {
    const socket = webSocketOf(this.client);
    return packetsWaiting(this.client) > MOST_WAITING || (!!socket && isBehind(socket));
  }

  letGo(reason: string): void {
    this.gone(reason);
    breakOff(this.client, reason);
  }
}
