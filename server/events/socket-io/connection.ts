import type { Socket } from 'socket.io';
import type { OrderStatusEvent } from '../../contract/types';
import type { Connection } from '../feed';
import { textFrame } from '../text-frame';
import { breakOff, bytesWaiting, packetsWaiting, whenWritten, writeFrame } from './internals';

/** What may wait for a client that reads: packets over polling, bytes over WebSocket. */
const MOST_WAITING = { packets: 1000, bytes: 256 * 1024 };

/** Try again later, a WebSocket close code of IANA's registry. */
const TRY_AGAIN_LATER = 1013;

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
    if (!writeFrame(this.client, frame)) this.client.conn.write(text);
  }

  send(events: readonly OrderStatusEvent[], offsetOf: (event: OrderStatusEvent) => string): void {
    // Encoded here: the client's own `emit` costs thrice.
    for (const event of events) this.client.conn.write(packetText(event, offsetOf(event)));
  }

  whenLeft(left: () => void): void {
    if (packetsWaiting(this.client) === 0) whenWritten(this.client, left);
    else this.client.conn.once('drain', left);
  }

  get isBehind(): boolean {
    return (
      packetsWaiting(this.client) > MOST_WAITING.packets ||
      bytesWaiting(this.client) > MOST_WAITING.bytes
    );
  }

  letGo(reason: string): void {
    this.gone(reason);
    breakOff(this.client, TRY_AGAIN_LATER, reason);
  }
}
